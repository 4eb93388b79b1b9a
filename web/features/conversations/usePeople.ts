import { useCallback, useRef, useSyncExternalStore } from 'react'
import { parseConversation } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { presenceModel } from '../presence/model.ts'
import { type Contact, rosterModel } from '../roster/model.ts'
import { collapsedModel } from './collapsed.ts'
import { conversationsModel } from './model.ts'
import { arrange, float, type People, sortByName } from './people.ts'
import { requestsModel } from './requests.ts'

interface Memo {
  readonly from: readonly unknown[]
  readonly unread: readonly string[]
  readonly people: People
}

/**
 * The list of people, arranged anew at most once per batch of events. Contacts are sorted only when one of them
 * changed; `open` is the person whose conversation is on the screen, who keeps their place while it is.
 */
export function usePeople(open: string | undefined): People {
  const { contacts } = useModel(rosterModel)
  const presence = useModel(presenceModel)
  const { rows } = useModel(conversationsModel)
  const requests = useModel(requestsModel)
  const collapsed = useModel(collapsedModel).groups
  const memo = useRef<Memo | undefined>(undefined)
  const sorted = useRef<{ version: number; list: Contact[] }>({ version: -1, list: [] })

  const subscribe = useCallback(
    (listener: () => void) => {
      const sources = [contacts, presence.people, rows]
      const stops = sources.map((source) => source.subscribeAny(listener))
      stops.push(collapsed.subscribe(listener), requests.held.subscribe(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [contacts, presence, rows, collapsed, requests],
  )

  return useSyncExternalStore(subscribe, () => {
    const from = [
      contacts.version,
      presence.people.version,
      rows.version,
      collapsed.get(),
      requests.held.get(),
      open,
    ]
    const last = memo.current
    if (last?.from.every((each, index) => each === from[index])) return last.people
    if (sorted.current.version !== contacts.version)
      sorted.current = { version: contacts.version, list: sortByName(contacts.values()) }

    const held = requests.held.get()
    const chats = [...rows.values()]
      .sort((a, b) => b.lastAt - a.lastAt)
      .flatMap((row) => {
        const target = parseConversation(row.id)
        return target.kind === 'chat' && !held.has(target.jid)
          ? [{ jid: target.jid, unread: row.unread }]
          : []
      })
    const before = last?.unread ?? []
    const waits = ({ jid, unread }: { jid: string; unread: number }) =>
      unread > 0 || (jid === open && before.includes(jid))
    const unread = float(
      before,
      chats.filter(waits).map(({ jid }) => jid),
    )
    const fresh = arrange({
      contacts: sorted.current.list.map(({ jid, groups }) => ({
        jid,
        groups,
        isOnline: presence.people.has(jid),
      })),
      others: chats.flatMap(({ jid }) => (contacts.has(jid) ? [] : [jid])),
      unread,
      collapsed: collapsed.get(),
    })
    const people = last && isSame(last.people, fresh) ? last.people : fresh
    memo.current = { from, unread, people }
    return people
  })
}

function isSame(a: People, b: People): boolean {
  if (a.keys.length !== b.keys.length || a.counts.size !== b.counts.size) return false
  for (const [group, count] of b.counts) if (a.counts.get(group) !== count) return false
  return a.keys.every((key, index) => key === b.keys[index])
}
