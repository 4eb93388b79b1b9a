import type { Line, MessageLine, Plan, View } from './history.ts'

export const figures = [
  'lost',
  'doubled',
  'reordered',
  'unexpected',
  'unresolved',
  'falseFailed',
  'gap',
  'process',
] as const
export type Figure = (typeof figures)[number]

export interface Finding {
  readonly cid: string
  readonly conv: string
  /** Whose entry, archive, screen or process it is. */
  readonly actor: string
  readonly why: string
}
/** All that is wrong with a history; nothing, in every list, when it is right. */
export type Verdict = Record<Figure, Finding[]>

export const isClean = (verdict: Verdict): boolean => figures.every((name) => verdict[name].length === 0)

/** Holds a history against what was promised. Pure: the same lines give the same verdict. */
export function check(history: readonly Line[], plan: Plan): Verdict {
  const lines = history.filter((line): line is MessageLine => line.op !== 'process')
  const entered = new Map(lines.filter(({ op }) => op === 'enter').map((line) => [line.cid, line]))
  const archives = sequences(lines.filter(({ op }) => op === 'archived'))
  const screens = sequences(lines.filter(({ op }) => op === 'shown' || op === 'gap'))
  const fates = fatesOf(lines)
  const isOurs = ({ actor }: { actor: string }) => plan.ours.includes(actor)
  const archiveOf = ({ actor, conv }: MessageLine) => {
    const view = plan.views.find((each) => each.actor === actor && each.conv === conv)
    return view?.archive === undefined ? undefined : (archives.get(nameOf(view.archive, conv)) ?? [])
  }
  const verdict: Verdict = {
    lost: [],
    doubled: [],
    reordered: [],
    unexpected: [],
    unresolved: [],
    falseFailed: [],
    gap: [],
    process: processesOf(history),
  }
  for (const line of lines)
    if (line.op !== 'enter' && line.op !== 'gap' && !entered.has(line.cid))
      verdict.unexpected.push(finding(line, `${line.op}, and nobody entered it`))

  for (const entry of [...entered.values()].filter(isOurs)) {
    const fate = fates.get(entry.cid) ?? new Set()
    const archive = archiveOf(entry)
    const isArchived = archive?.some(({ cid }) => cid === entry.cid)
    if (fate.size === 0) verdict.unresolved.push(finding(entry, 'neither confirmed nor failed'))
    if (fate.has('confirmed') && isArchived === false)
      verdict.lost.push(finding(entry, 'confirmed, but in no archive'))
    if (fate.has('failed') && isArchived) verdict.falseFailed.push(finding(entry, 'failed, but archived'))
    if (fate.has('failed') && fate.has('confirmed'))
      verdict.falseFailed.push(finding(entry, 'failed as well as confirmed'))
    if (fate.has('unconfirmed') && plan.hasArchive)
      verdict.falseFailed.push(finding(entry, 'unconfirmed, though an archive could tell'))
  }

  for (const [where, sequence] of [...archives, ...screens]) verdict.doubled.push(...repeats(where, sequence))
  for (const sequence of archives.values())
    for (const actor of plan.ours) verdict.reordered.push(...outOfFirstIn(sequence, actor, entered))
  for (const view of plan.views) {
    const shown = screens.get(nameOf(view.actor, view.conv)) ?? []
    const archive = view.archive === undefined ? undefined : archives.get(nameOf(view.archive, view.conv))
    if (archive === undefined) continue
    verdict.reordered.push(...outOfOrder(view, shown, archive, entered))
    if (!view.isLive) verdict.gap.push(...missing(view, shown, archive))
  }
  return verdict
}

const nameOf = (actor: string, conv: string) => JSON.stringify([actor, conv])
const finding = ({ cid, conv, actor }: MessageLine, why: string): Finding => ({ cid, conv, actor, why })

function sequences(lines: readonly MessageLine[]): Map<string, MessageLine[]> {
  const found = new Map<string, MessageLine[]>()
  for (const line of lines) {
    const name = nameOf(line.actor, line.conv)
    const sequence = found.get(name)
    if (sequence) sequence.push(line)
    else found.set(name, [line])
  }
  return found
}

function fatesOf(lines: readonly MessageLine[]): Map<string, Set<string>> {
  const fates = new Map<string, Set<string>>()
  for (const { op, cid } of lines) {
    if (op !== 'confirmed' && op !== 'failed' && op !== 'unconfirmed') continue
    const fate = fates.get(cid) ?? new Set()
    fates.set(cid, fate.add(op))
  }
  // Doubt may end; what was known stays known.
  for (const fate of fates.values()) if (fate.size > 1) fate.delete('unconfirmed')
  return fates
}

function repeats(where: string, sequence: readonly MessageLine[]): Finding[] {
  const seen = new Set<string>()
  return sequence.flatMap((line) => {
    if (line.op === 'gap') return []
    if (seen.has(line.cid)) return [finding(line, `${line.op} more than once in ${where}`)]
    seen.add(line.cid)
    return []
  })
}

/** First in, first out: what one of ours said in a conversation stands in its archive in the order it was entered. */
function outOfFirstIn(
  archive: readonly MessageLine[],
  actor: string,
  entered: ReadonlyMap<string, MessageLine>,
): Finding[] {
  const order = new Map([...entered.keys()].map((cid, index) => [cid, index]))
  const own = archive.filter(({ cid }) => entered.get(cid)?.actor === actor)
  return descents(own, ({ cid }) => order.get(cid)).map((line) =>
    finding(line, `archived by ${line.actor} after what was entered later`),
  )
}

/**
 * A screen against its archive. One's own stand where they were written, others' where they arrived: two that crossed
 * on their way may stand either way round, so each kind is held to the archive's order by itself.
 */
function outOfOrder(
  view: View,
  shown: readonly MessageLine[],
  archive: readonly MessageLine[],
  entered: ReadonlyMap<string, MessageLine>,
): Finding[] {
  const place = placesIn(archive)
  // With a question mark: a window died under the key, and what was written in it came out all the same.
  const isOwn = ({ cid }: MessageLine) => entered.get(cid)?.actor.replace(/\?$/u, '') === view.actor
  const rows = shown.filter(({ op, cid }) => op === 'shown' && place.has(cid))
  return [rows.filter(isOwn), rows.filter((line) => !isOwn(line))].flatMap((part) =>
    descents(part, ({ cid }) => place.get(cid)).map((line) => finding(line, 'shown in another order')),
  )
}

/** Those that stand behind something that should come after them. */
function descents(
  lines: readonly MessageLine[],
  placeOf: (line: MessageLine) => number | undefined,
): MessageLine[] {
  let highest = -1
  return lines.filter((line) => {
    const place = placeOf(line) ?? highest
    if (place < highest) return true
    highest = place
    return false
  })
}

function missing(view: View, shown: readonly MessageLine[], archive: readonly MessageLine[]): Finding[] {
  const place = placesIn(archive)
  const cids = new Set(shown.filter(({ op }) => op === 'shown').map(({ cid }) => cid))
  // A mark excuses what lies between its neighbours, and nothing else.
  const excused = shown.flatMap(({ op }, index) => {
    if (op !== 'gap') return []
    const known = (rows: readonly MessageLine[]) => rows.find(({ cid }) => place.has(cid))
    const before = known(shown.slice(0, index).reverse())
    const after = known(shown.slice(index + 1))
    const from = before ? (place.get(before.cid) ?? -1) : -1
    const to = after ? (place.get(after.cid) ?? archive.length) : archive.length
    return [{ from, to }]
  })
  return archive.flatMap(({ cid, conv }, index) => {
    if (cids.has(cid) || excused.some(({ from, to }) => from < index && index < to)) return []
    return [{ cid, conv, actor: view.actor, why: 'archived, not shown, and no mark of a gap' }]
  })
}

/** Where each stands first. */
function placesIn(archive: readonly MessageLine[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const [index, { cid }] of archive.entries()) if (!places.has(cid)) places.set(cid, index)
  return places
}

function processesOf(history: readonly Line[]): Finding[] {
  const killed = new Set<number>()
  return history.flatMap((line) => {
    if (line.op !== 'process') return []
    if (line.event === 'killed') killed.add(line.pid)
    if (line.event !== 'gone' || killed.has(line.pid)) return []
    return [{ cid: '', conv: '', actor: line.actor, why: `process ${line.pid} ended, and nobody ended it` }]
  })
}
