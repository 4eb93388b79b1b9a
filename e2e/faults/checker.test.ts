import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check, type Figure, figures, isClean, type Verdict } from './checker.ts'
import type { Line, MessageLine, Op, Plan } from './history.ts'

// Marty and Doc with our own clients, Biff with another one; a chat with two archives, a room with one.
const plan: Plan = {
  ours: ['marty', 'doc'],
  hasArchive: true,
  views: [
    { actor: 'marty', conv: 'chat', archive: 'of marty' },
    { actor: 'doc', conv: 'chat', archive: 'of doc' },
    { actor: 'marty', conv: 'room', archive: 'room' },
    { actor: 'doc', conv: 'room', archive: 'room' },
    { actor: 'biff', conv: 'room', archive: 'room', isLive: true },
  ],
}
interface Said {
  readonly actor: string
  readonly conv: string
}
const message = (op: Op, actor: string, conv: string, cid: string, archiveId?: string): MessageLine => ({
  t: 0,
  actor,
  op,
  cid,
  conv,
  ...(archiveId ? { archiveId } : {}),
})

/** What is logged when nothing goes wrong. */
function rightHistory(said: readonly Said[]): Line[] {
  const cids = said.map(({ actor, conv }, index) => ({ actor, conv, cid: `${actor}-${conv}-${index}` }))
  const life = cids.flatMap(({ actor, conv, cid }) =>
    actor === 'biff'
      ? [message('enter', actor, conv, cid)]
      : (['enter', 'ack1', 'confirmed'] as const).map((op) => message(op, actor, conv, cid)),
  )
  const inConv = (conv: string) => cids.filter((each) => each.conv === conv)
  const archived = ['of marty/chat', 'of doc/chat', 'room/room'].flatMap((each) => {
    const [archive = '', conv = ''] = each.split('/')
    return inConv(conv).map(({ cid }, index) => message('archived', archive, conv, cid, `${index}`))
  })
  const shown = plan.views.flatMap(({ actor, conv }) =>
    inConv(conv).map(({ cid }) => message('shown', actor, conv, cid)),
  )
  const processes: Line[] = [
    { t: 0, actor: 'gateway', op: 'process', event: 'started', pid: 1 },
    { t: 0, actor: 'gateway', op: 'process', event: 'killed', pid: 1 },
    { t: 0, actor: 'gateway', op: 'process', event: 'gone', pid: 1 },
    { t: 0, actor: 'gateway', op: 'process', event: 'started', pid: 2 },
  ]
  return [...life, ...archived, ...shown, ...processes]
}

const SAID: Said[] = [
  { actor: 'marty', conv: 'chat' },
  { actor: 'doc', conv: 'chat' },
  { actor: 'marty', conv: 'chat' },
  { actor: 'doc', conv: 'chat' },
  { actor: 'marty', conv: 'room' },
  { actor: 'biff', conv: 'room' },
  { actor: 'doc', conv: 'room' },
  { actor: 'doc', conv: 'room' },
]
const right = rightHistory(SAID)
const wrong = (verdict: Verdict) => figures.filter((name) => verdict[name].length > 0)
const without = (op: Op, actor: string, cid: string) =>
  right.filter((line) => !(line.op === op && line.actor === actor && line.cid === cid))
const swapped = (op: Op, actor: string, one: string, other: string) => {
  const at = (cid: string) =>
    right.findIndex((line) => line.op === op && line.actor === actor && line.cid === cid)
  const [i, j] = [at(one), at(other)]
  return right.with(i, right[j] as Line).with(j, right[i] as Line)
}

test('a history in which nothing went wrong is clean', () => {
  expect(wrong(check(right, plan))).toEqual([])
  expect(isClean(check(right, plan))).toBe(true)
})

test('what was confirmed and stands in no archive of its sender is lost', () => {
  const { lost } = check(without('archived', 'of marty', 'marty-chat-2'), plan)
  expect(lost).toMatchObject([{ actor: 'marty', conv: 'chat', cid: 'marty-chat-2' }])
})

test('what another client loses is its own affair', () => {
  const cid = 'biff-room-5'
  const lines = right.filter((line) => line.op === 'enter' || !('cid' in line) || line.cid !== cid)
  expect(wrong(check(lines, plan))).toEqual([])
})

test('what an archive holds twice, or a screen shows twice, is doubled', () => {
  for (const line of [
    message('archived', 'room', 'room', 'doc-room-6', 'again'),
    message('shown', 'doc', 'chat', 'marty-chat-0'),
    message('shown', 'biff', 'room', 'doc-room-6'),
  ])
    expect(check([...right, line], plan).doubled).toMatchObject([{ actor: line.actor, cid: line.cid }])
})

test('others’ words in another order than the archive’s, or one’s own, are reordered', () => {
  for (const lines of [
    swapped('shown', 'doc', 'marty-chat-0', 'marty-chat-2'),
    swapped('shown', 'marty', 'marty-chat-0', 'marty-chat-2'),
    swapped('shown', 'biff', 'marty-room-4', 'doc-room-7'),
  ])
    expect(wrong(check(lines, plan))).toEqual(['reordered'])
})

test('one’s own and another’s that crossed on their way may stand either way round', () => {
  const crossed = swapped('shown', 'marty', 'marty-chat-0', 'doc-chat-1')
  expect(wrong(check(crossed, plan))).toEqual([])
  // It came out though its window died under the key.
  const perhaps = crossed.map((line) =>
    line.op === 'enter' && line.cid === 'marty-chat-0' ? { ...line, actor: 'marty?' } : line,
  )
  expect(wrong(check(perhaps, plan))).toEqual([])
})

test('an archive that holds one person’s words in another order than they were entered is reordered', () => {
  const { reordered } = check(swapped('archived', 'room', 'doc-room-6', 'doc-room-7'), plan)
  expect(reordered.map(({ why }) => why)).toContain('archived by room after what was entered later')
})

test('what nobody entered is unexpected, on a screen, in an archive, and as a confirmation', () => {
  for (const op of ['shown', 'archived', 'confirmed', 'failed'] as const)
    expect(check([...right, message(op, 'marty', 'chat', 'never said')], plan).unexpected).toHaveLength(1)
})

test('an entry that ended neither way is unresolved, though it was accepted', () => {
  const { unresolved } = check(without('confirmed', 'doc', 'doc-chat-3'), plan)
  expect(unresolved).toMatchObject([{ actor: 'doc', cid: 'doc-chat-3' }])
})

test('failed and archived, or failed and confirmed, is falsely failed', () => {
  const turned = right.map((line) =>
    line.op === 'confirmed' && line.cid === 'doc-chat-3' ? { ...line, op: 'failed' as const } : line,
  )
  expect(wrong(check(turned, plan))).toEqual(['falseFailed'])
  const both = [
    ...without('archived', 'of doc', 'doc-chat-3'),
    message('failed', 'doc', 'chat', 'doc-chat-3'),
  ]
  expect(check(both, plan).falseFailed).toHaveLength(1)
})

test('unconfirmed is for who has no archive, and may still turn out well', () => {
  const line = (op: Op) => message(op, 'doc', 'chat', 'doc-chat-3')
  const doubtful = [...without('confirmed', 'doc', 'doc-chat-3'), line('unconfirmed')]
  expect(wrong(check(doubtful, plan))).toEqual(['falseFailed'])
  expect(wrong(check(doubtful, { ...plan, hasArchive: false }))).toEqual([])
  expect(wrong(check([...doubtful, line('confirmed')], plan))).toEqual([])
})

test('archived and not shown is a gap, unless a mark stands exactly there', () => {
  const lines = without('shown', 'doc', 'marty-chat-2')
  expect(check(lines, plan).gap).toMatchObject([{ actor: 'doc', cid: 'marty-chat-2' }])
  const behind = (cid: string) => {
    const at = lines.findIndex((line) => line.op === 'shown' && line.actor === 'doc' && line.cid === cid)
    return lines.toSpliced(at + 1, 0, message('gap', 'doc', 'chat', ''))
  }
  expect(wrong(check(behind('doc-chat-1'), plan))).toEqual([])
  expect(wrong(check(behind('doc-chat-3'), plan))).toEqual(['gap'])
  expect(wrong(check(behind('marty-chat-0'), plan))).toEqual(['gap'])
})

test('who only listens misses nothing', () => {
  expect(wrong(check(without('shown', 'biff', 'doc-room-6'), plan))).toEqual([])
})

test('a process that ended by itself is told', () => {
  const gone = { t: 0, actor: 'gateway', op: 'process', event: 'gone', pid: 2 } as const
  expect(check([...right, gone], plan).process).toMatchObject([{ actor: 'gateway' }])
})

const someSaid = fc.array(
  fc.oneof(
    fc.record({ actor: fc.constantFrom('marty', 'doc'), conv: fc.constantFrom('chat', 'room') }),
    fc.record({ actor: fc.constant('biff'), conv: fc.constant('room') }),
  ),
  { minLength: 1, maxLength: 40 },
)
/** What breaks one line of a history, and what must be found then; nothing where there is no such line. */
const mutations: Record<string, { takes: Op; breaks: (lines: Line[], at: number) => Line[]; finds: Figure }> =
  {
    'an archive forgets': {
      takes: 'archived',
      breaks: (lines, at) => lines.toSpliced(at, 1),
      finds: 'lost',
    },
    'an archive repeats': {
      takes: 'archived',
      breaks: (lines, at) => lines.toSpliced(at, 0, lines[at] as Line),
      finds: 'doubled',
    },
    'a screen repeats': {
      takes: 'shown',
      breaks: (lines, at) => lines.toSpliced(at, 0, lines[at] as Line),
      finds: 'doubled',
    },
    'a screen leaves out': { takes: 'shown', breaks: (lines, at) => lines.toSpliced(at, 1), finds: 'gap' },
    'a screen makes up': {
      takes: 'shown',
      breaks: (lines, at) => lines.with(at, { ...lines[at], cid: 'made up' } as Line),
      finds: 'unexpected',
    },
    'no end': { takes: 'confirmed', breaks: (lines, at) => lines.toSpliced(at, 1), finds: 'unresolved' },
    'a wrong end': {
      takes: 'confirmed',
      breaks: (lines, at) => lines.with(at, { ...lines[at], op: 'failed' } as Line),
      finds: 'falseFailed',
    },
  }

test.each(Object.entries(mutations))('of any right history: %s, and it is found', (_name, mutation) => {
  fc.assert(
    fc.property(someSaid, fc.nat(), (said, which) => {
      const lines = rightHistory(said)
      expect(wrong(check(lines, plan))).toEqual([])
      const isMeant = (line: Line) => {
        if (line.op !== mutation.takes) return false
        // What Biff does not see, and what of his is in no archive, is nobody's fault.
        if (mutation.finds === 'gap') return line.actor !== 'biff'
        if (mutation.finds !== 'lost') return true
        return line.actor === 'room' ? !line.cid.startsWith('biff') : line.cid.startsWith(line.actor.slice(3))
      }
      const places = [...lines.keys()].filter((index) => isMeant(lines[index] as Line))
      const at = places[which % Math.max(places.length, 1)]
      if (at !== undefined) expect(wrong(check(mutation.breaks(lines, at), plan))).toContain(mutation.finds)
    }),
  )
})

test('of any right history: two of another’s words that change places on a screen are found', () => {
  fc.assert(
    fc.property(someSaid, fc.nat(), (said, which) => {
      const lines = rightHistory(said)
      const rows = [...lines.keys()].filter((index) => {
        const line = lines[index] as Line
        return (
          line.op === 'shown' && line.actor === 'doc' && line.conv === 'room' && !line.cid.startsWith('doc')
        )
      })
      if (rows.length < 2) return
      const first = which % (rows.length - 1)
      const [i, j] = [rows[first] as number, rows[first + 1] as number]
      const broken = lines.with(i, lines[j] as Line).with(j, lines[i] as Line)
      expect(wrong(check(broken, plan))).toEqual(['reordered'])
    }),
  )
})
