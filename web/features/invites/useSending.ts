import { useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { useInvitesCommands } from './hooks.ts'

/** What came of each invitation. */
export type Sent = 'sending' | 'sent' | ProtocolError
export interface Invitation {
  readonly room: string
  readonly reason: string
  readonly way: 'room' | 'direct'
  /** Goes with a direct invitation only, and only when the person said so; empty for none. */
  readonly password: string
}

/** Sends invitations one by one and keeps what came of each. */
export function useSending() {
  const { send, sendDirect } = useInvitesCommands()
  const [results, setResults] = useState<ReadonlyMap<string, Sent>>(new Map())
  const note = (jid: string, sent: Sent) => setResults((before) => new Map(before).set(jid, sent))

  async function invite(
    people: readonly string[],
    { room, reason, way, password }: Invitation,
  ): Promise<void> {
    for (const jid of people) note(jid, 'sending')
    for (const jid of people) {
      const result =
        way === 'room' ? await send(room, jid, reason) : await sendDirect(room, jid, reason, password)
      note(jid, result.ok ? 'sent' : result.error)
    }
  }

  return { results, invite }
}
