import { parseConversation } from '../../../lib/conversation.ts'
import { useRoom } from '../hooks.ts'
import { OutsideNotice } from '../parts.ts'
import { PartnerNotice } from './PartnerNotice.tsx'

/** One is not in the room any more, or whom one wrote to is not; what was said there can be read. */
export function DepartureNotice({ conversation }: { conversation: string }) {
  const target = parseConversation(conversation)
  if (target.kind === 'chat') return null
  return <Notice room={target.room} conversation={conversation} isPrivate={target.kind === 'private'} />
}

function Notice(props: { room: string; conversation: string; isPrivate: boolean }) {
  const row = useRoom(props.room)
  if (row?.entered && row.state !== 'joined') return <OutsideNotice room={props.room} />
  return props.isPrivate ? <PartnerNotice conversation={props.conversation} /> : null
}
