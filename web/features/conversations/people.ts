/** What the list must know of a person to place them. */
export interface Placed {
  readonly jid: string
  readonly groups: readonly string[]
  readonly isOnline: boolean
}

export interface Arranged {
  /** Contacts, each list by name. */
  readonly contacts: readonly Placed[]
  /** Those who wrote and are no contacts, the latest first. */
  readonly others: readonly string[]
  /** Bare JIDs of those whose messages wait, the latest first. */
  readonly unread: readonly string[]
  readonly collapsed: ReadonlySet<string>
}

/** One line of the list: a heading, or a person in a group. The same person may stand in several. */
export type PeopleRow = { kind: 'group'; group: GroupId } | { kind: 'person'; group: GroupId; jid: string }
/** A group of one's own is `=name`; the rest are ours. */
export type GroupId = 'unread' | 'none' | 'others' | 'offline' | `=${string}`

export interface People {
  readonly keys: readonly string[]
  /** How many stand in each group, shown or not. */
  readonly counts: ReadonlyMap<GroupId, number>
}

const rowKey = (group: GroupId, jid = '') => `${jid}\n${group}`

export function parseRow(key: string): PeopleRow {
  const end = key.indexOf('\n')
  const group = key.slice(end + 1) as GroupId
  return end === 0 ? { kind: 'group', group } : { kind: 'person', group, jid: key.slice(0, end) }
}

/**
 * The keys of the list in order: what waits, one's own groups with those who are there, people who are no contacts,
 * and at the end those who are not there. By name alone within a group, so that going away moves nobody but who left.
 */
export function arrange({ contacts, others, unread, collapsed }: Arranged): People {
  const groups = new Map<GroupId, string[]>()
  const put = (group: GroupId, jid: string) => {
    const members = groups.get(group)
    if (members) members.push(jid)
    else groups.set(group, [jid])
  }
  const floating = new Set(unread)
  for (const { jid, groups: own, isOnline } of contacts) {
    if (floating.has(jid)) continue
    if (!isOnline) put('offline', jid)
    else if (own.length === 0) put('none', jid)
    else for (const name of own) put(`=${name}`, jid)
  }
  for (const jid of others) if (!floating.has(jid)) put('others', jid)

  const named = [...groups.keys()].filter((group) => group.startsWith('='))
  named.sort((a, b) => byName.compare(a, b))
  const order: GroupId[] = [...named, 'none', 'others', 'offline']
  const rows: string[] = unread.map((jid) => rowKey('unread', jid))
  // A heading over the only group there is says nothing.
  const isPlain = named.length === 0 && !groups.has('others')
  for (const group of order) {
    const members = groups.get(group)
    if (!members) continue
    const needsHeading = group !== 'none' || !isPlain
    if (needsHeading) rows.push(rowKey(group))
    if (!needsHeading || !collapsed.has(group)) for (const jid of members) rows.push(rowKey(group, jid))
  }
  return { keys: rows, counts: new Map([...groups].map(([group, members]) => [group, members.length])) }
}

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** For sorting once, when names change, and not with each presence. */
export function sortByName<T extends { name: string }>(contacts: Iterable<T>): T[] {
  return [...contacts].sort((a, b) => byName.compare(a.name, b.name))
}

/** The unread in an order that moves nobody: who waited keeps their place, who comes is put first. */
export function float(before: readonly string[], now: readonly string[]): readonly string[] {
  const waiting = new Set(now)
  const stayed = before.filter((jid) => waiting.has(jid))
  const fresh = now.filter((jid) => !before.includes(jid))
  return [...fresh, ...stayed]
}
