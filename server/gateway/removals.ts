import type { EventData } from '#protocol/index.ts'

type Entry = [string, unknown]

/** What is read of any of the events that a conversation is kept as. */
type Kept = Partial<EventData<'xmpp.muc.message'> & EventData<'xmpp.muc.moderated'>>

/**
 * Takes the text of what was taken back, or taken out by a room, from what new tabs are told (XEP-0424, XEP-0425).
 * By the rules of the page: an occupant id is its owner's; a nick alone is, while we watch whoever has it.
 */
export class Removals {
  /** By a nick that may have been somebody else's. */
  readonly #doubtful = new WeakSet<object>()

  /** Puts an event at the end of its conversation. */
  add(entries: Entry[], [name, data]: Entry, isPast: boolean): void {
    const isNickAlone = authorOf(name, data as Kept)?.startsWith('nick ')
    if (isPast && isNickAlone) this.#doubtful.add(data as object)
    const entry: Entry = [name, data]
    entries.push(entry)
    if (isStrike(name, data as Kept)) this.#strike(entries, entry, entries)
    // Its message may come after it: a room that is entered again tells its past anew.
    for (const kept of entries.filter(([each, row]) => isStrike(each, row as Kept)))
      this.#strike(entries, kept, [entry])
  }

  /** Whoever has the nick from now on is somebody else. */
  departed(entries: readonly Entry[], nick: string): void {
    for (const [name, data] of entries)
      if (authorOf(name, data as Kept)?.startsWith('nick ') && (data as Kept).nick === nick)
        this.#doubtful.add(data as object)
  }

  /** Among `candidates`; with a message goes all that it was corrected to. */
  #strike(entries: Entry[], [name, data]: Entry, candidates: readonly Entry[]): void {
    const { id, retract } = data as Kept
    const isOfTheRoom = name === MODERATED
    if (!isOfTheRoom && this.#doubtful.has(data as object)) return
    const named = [retract?.id, retract?.originId]
    const author = authorOf(name, data as Kept)
    const isNamed = (said: Kept) => idsOf(said).some((own) => named.includes(own))
    const hits = candidates.filter(([each, row]) => {
      const said = row as Kept
      if (isBare(each, said)) return false
      if (isOfTheRoom) return said.stanzaIds?.[0]?.id === id
      return author === authorOf(each, said) && !this.#doubtful.has(said) && isNamed(said)
    })
    for (const [each, row] of hits) this.#empty(entries, authorOf(each, row as Kept), row as Kept)
  }

  #empty(entries: Entry[], author: string | undefined, hit: Kept): void {
    const roots = hit.replace === undefined ? idsOf(hit) : [hit.replace]
    for (let at = entries.length - 1; at >= 0; at--) {
      const [name, row] = entries[at] ?? ['', {}]
      const said = row as Kept
      if (isBare(name, said) || authorOf(name, said) !== author) continue
      if (!idsOf(said).some((own) => roots.includes(own))) continue
      if (said.replace !== undefined) entries.splice(at, 1)
      else if (said.tombstone === undefined) entries[at] = [name, this.#emptied(name, said)]
    }
  }

  #emptied(name: string, said: Kept): object {
    const { content: _content, format: _format, ...rest } = said
    const emptied = name === 'xmpp.chat.error' ? rest : { ...rest, tombstone: true as const }
    if (this.#doubtful.has(said)) this.#doubtful.add(emptied)
    return emptied
  }
}

const MODERATED = 'xmpp.muc.moderated'

const isStrike = (name: string, { retract }: Kept) => name === MODERATED || retract !== undefined
/** Nothing was said with it that could be taken out. */
const isBare = (name: string, { retract, content }: Kept) =>
  name === MODERATED || (retract !== undefined && content === undefined)

/** The ids by which a message, or what it corrects, may be named. */
const idsOf = ({ id, originId, replace, stanzaIds }: Kept): string[] =>
  [id, originId, replace, stanzaIds?.[0]?.id].filter((each) => each !== undefined)

/** Within one conversation, in a form that no nick can imitate; private words of a room stay apart from it. */
function authorOf(name: string, { own, occupantId, nick, private: isPrivate }: Kept): string | undefined {
  if (name === 'xmpp.chat.message') return 'they'
  if (name === 'xmpp.chat.sent' || name === 'xmpp.chat.error') return 'we'
  if (name !== 'xmpp.muc.message') return undefined
  if (own) return isPrivate ? `we to ${nick}` : 'we'
  const whom = occupantId === undefined ? `nick ${nick}` : `occupant ${occupantId}`
  return isPrivate ? `${whom} alone` : whom
}
