import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { MAX_BODY_BYTES } from '#protocol/define.ts'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, SendIcon } from '../../../ui/icons.ts'
import { TextArea } from '../../../ui/TextArea.tsx'
import { drafts } from '../drafts.ts'
import { useComposing, useEditing, useEntry, useTimelineCommands } from '../hooks.ts'
import { objection } from '../objection.ts'
import styles from './Composer.module.css'

export interface ComposerProps {
  conversation: ConversationId
  label: string
  placeholder: string
  /** Why nothing can be said here now. What is typed stays. */
  refusal?: string | undefined
}

/** Where one writes. Never disabled: what cannot go now waits, or says why not. */
export function Composer(props: ComposerProps) {
  const editing = useEditing(props.conversation)
  return <Field key={`${props.conversation} ${editing ?? ''}`} {...props} editing={editing} />
}

function Field({ conversation, label, placeholder, refusal, editing }: ComposerProps & { editing?: string }) {
  const commands = useTimelineCommands()
  const { online, signal } = useComposing(conversation)
  const original = useEntry(conversation, editing ?? '')
  const [text, setText] = useState(() => (editing ? (original?.text ?? '') : drafts.get(conversation)))
  const [complaint, setComplaint] = useState<string | undefined>(undefined)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches || editing) area.current?.focus()
  }, [editing])

  function change(next: string): void {
    setText(next)
    setComplaint(undefined)
    if (editing) return
    drafts.set(conversation, next)
    signal.typed(next.trim() === '')
  }

  function send(): void {
    const body = text.trim()
    if (body === '') return
    const wrong = refusal ?? objection(body, MAX_BODY_BYTES)
    if (wrong) {
      setComplaint(wrong)
      return
    }
    if (!editing) {
      commands.say(conversation, body)
      signal.sent()
      drafts.set(conversation, '')
      setText('')
      return
    }
    commands.correct(conversation, editing, body)
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter that ends a word in an input method is not the Enter that sends.
    // Safari ends the composition first and tells by the old code.
    if (event.nativeEvent.isComposing || event.key === 'Process' || event.keyCode === 229) return
    const breaksLine = event.shiftKey || event.altKey || matchMedia('(pointer: coarse)').matches
    if (event.key === 'Enter' && (!breaksLine || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'ArrowUp' && text === '' && !editing) {
      if (commands.edit(conversation)) event.preventDefault()
    } else if (event.key === 'Escape' && editing) {
      event.preventDefault()
      commands.stopEditing(conversation)
    }
  }

  const hintId = useId()
  const waits = online || refusal ? undefined : t('timeline:waits')
  const hint = complaint ?? (text === '' ? undefined : refusal) ?? waits
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
        area.current?.focus()
      }}
    >
      {editing && (
        <div className={styles.editing}>
          <span>{t('timeline:editing')}</span>
          <IconButton
            icon={CloseIcon}
            label={t('timeline:stopEditing')}
            size="s"
            onClick={() => commands.stopEditing(conversation)}
          />
        </div>
      )}
      <div className={styles.line}>
        <TextArea
          ref={area}
          className={styles.field}
          rows={1}
          dir="auto"
          value={text}
          onChange={change}
          onKeyDown={onKeyDown}
          aria-label={label}
          aria-invalid={complaint ? true : undefined}
          aria-describedby={hintId}
          placeholder={refusal ?? placeholder}
          enterKeyHint="send"
        />
        <IconButton
          type="submit"
          icon={SendIcon}
          label={t('timeline:send')}
          tone="accent"
          tooltipSide="above"
          aria-disabled={text.trim() === '' || undefined}
        />
      </div>
      <p id={hintId} className={styles.hint} role={complaint ? 'alert' : undefined}>
        {hint}
      </p>
    </form>
  )
}
