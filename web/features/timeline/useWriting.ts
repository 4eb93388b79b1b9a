import { useEffect, useState } from 'react'
import { MAX_BODY_BYTES } from '#protocol/define.ts'
import type { ConversationId } from '../../lib/conversation.ts'
import { isCommand } from '../../lib/slash.ts'
import { useModel } from '../../store/react.ts'
import { draftsModel } from './drafts.ts'
import { useComposing, useEntry, useTimelineCommands } from './hooks.ts'
import { objection } from './objection.ts'
import { type LoadAid, useAid } from './useAid.ts'

interface WritingOptions {
  conversation: ConversationId
  /** The key of the message that is being changed. */
  editing: string | undefined
  refusal: string | undefined
  loadAid: LoadAid | undefined
}

/** What is being written, and what becomes of it: said, said anew, or done. Whatever is refused stays. */
export function useWriting({ conversation, editing, refusal, loadAid }: WritingOptions) {
  const commands = useTimelineCommands()
  const drafts = useModel(draftsModel)
  const { waits, signal } = useComposing(conversation)
  const original = useEntry(conversation, editing ?? '')
  const [text, setText] = useState(() => (editing ? (original?.text ?? '') : drafts.get(conversation)))
  const [complaint, setComplaint] = useState<string | undefined>(undefined)
  // What stood in the way is gone, or is another thing now.
  useEffect(() => {
    if (refusal === undefined) setComplaint(undefined)
    else setComplaint((now) => now && refusal)
  }, [refusal])
  // What was said once and is said anew is no command.
  const load = editing ? undefined : loadAid
  const aid = useAid(load)
  const orders = (line: string) => load !== undefined && isCommand(line)

  function change(next: string): void {
    setText(next)
    setComplaint(undefined)
    if (editing) return
    if (/^\/|@/u.test(next)) aid.wake()
    drafts.set(conversation, next)
    signal.typed(next.trim() === '' || orders(next))
  }

  async function obey(line: string): Promise<void> {
    setComplaint(undefined)
    const outcome = await aid.run(line)
    if (outcome.is === 'refused') setComplaint(outcome.why)
    if (outcome.is !== 'done') return
    const { next = '' } = outcome
    // What was typed meanwhile is not of this line.
    if (drafts.get(conversation) === line) drafts.set(conversation, next)
    setText((now) => (now === line ? next : now))
  }

  function send(): void {
    if (orders(text)) {
      void obey(text)
      return
    }
    // Two slashes say one.
    const body = (load ? text.replace(/^\/\//u, '/') : text).trim()
    if (body === '') return
    const wrong = refusal ?? objection(body, MAX_BODY_BYTES)
    if (wrong) setComplaint(wrong)
    else if (editing) commands.correct(conversation, editing, body)
    else {
      commands.say(conversation, body)
      signal.sent()
      drafts.set(conversation, '')
      setText('')
    }
  }

  return { text, complaint, waits, aid, change, send }
}
