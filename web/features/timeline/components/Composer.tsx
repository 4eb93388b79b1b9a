import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { Slot } from '../../../lib/slots.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, SendIcon } from '../../../ui/icons.ts'
import { TextArea } from '../../../ui/TextArea.tsx'
import { useEditing, useTimelineCommands } from '../hooks.ts'
import type { LoadAid } from '../useAid.ts'
import { useWriting } from '../useWriting.ts'
import styles from './Composer.module.css'

const ComposerAid = lazily(() => import('./ComposerAid.tsx').then((module) => module.ComposerAid))

export interface ComposerProps {
  conversation: ConversationId
  label: string
  placeholder: string
  /** Why nothing can be said here now. What is typed stays. */
  refusal?: string | undefined
  /** Brings commands and completion; without it a slash is a slash. */
  loadAid?: LoadAid | undefined
}

/** Where one writes. Never disabled: what cannot go now waits, or says why not. */
export function Composer(props: ComposerProps) {
  const editing = useEditing(props.conversation)
  return <Field key={`${props.conversation} ${editing ?? ''}`} {...props} editing={editing} />
}

function Field(props: ComposerProps & { editing?: string | undefined }) {
  const { conversation, label, placeholder, refusal, editing, loadAid } = props
  const commands = useTimelineCommands()
  const { text, complaint, waits, aid, change, send } = useWriting({
    conversation,
    editing,
    refusal,
    loadAid,
  })
  const area = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches || editing) area.current?.focus()
  }, [editing])

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
    } else if (event.key === 'Tab' && !event.shiftKey && !aid.aid && isNaming()) {
      // Whether a name begins like this is known in a moment.
      event.preventDefault()
      aid.ask()
    } else if (event.key === 'Escape' && editing) {
      event.preventDefault()
      commands.stopEditing(conversation)
    }
  }

  function isNaming(): boolean {
    const isRoom = parseConversation(conversation).kind === 'room'
    return isRoom && !editing && Boolean(loadAid) && /\S$/u.test(text.slice(0, area.current?.selectionStart))
  }

  const hintId = useId()
  const waiting = refusal || !waits ? undefined : t(`timeline:${waits}`)
  const hint = complaint ?? (text === '' ? undefined : refusal) ?? waiting
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
      {aid.aid && (
        <ComposerAid
          aid={aid.aid}
          area={area}
          text={text}
          asked={aid.asked}
          onText={change}
          onPass={() => button.current?.focus()}
        />
      )}
      <div className={styles.line}>
        {!editing && <Slot name="composerTool" props={{ conversation, refusal }} />}
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
          ref={button}
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
