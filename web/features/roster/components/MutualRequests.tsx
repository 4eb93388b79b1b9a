import { useEffect } from 'react'
import { usePresenceCommands, useRequests } from '../../presence/hooks.ts'
import { useContact } from '../hooks.ts'

/**
 * Who answers one's own request with theirs is let in without a question: whoever adds a contact wants both to see
 * each other, and not every server takes that consent in advance (RFC 6121 §3.4).
 */
export function MutualRequests() {
  return useRequests().map((jid) => <Consent key={jid} jid={jid} />)
}

function Consent({ jid }: { jid: string }) {
  const contact = useContact(jid)
  const { grant } = usePresenceCommands()
  const isWanted = contact?.asked || contact?.subscription === 'to'
  useEffect(() => {
    if (isWanted) void grant(jid)
  }, [isWanted, jid, grant])
  return null
}
