import { type FormEvent, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, SendIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { check, keysOf, type Problem, skeletonOf, withKey } from '../checking.ts'
import { isCommand, useContract, type useTrace } from '../hooks.ts'
import type { Draft } from '../model.ts'
import { useSending } from '../useSending.ts'
import { Answer } from './Answer.tsx'
import styles from './CommandEditor.module.css'
import { JsonField, type JsonFieldHandle } from './JsonField.tsx'

interface Props {
  draft: Draft
  trace: ReturnType<typeof useTrace>
}

/** Any command, written by hand: its name is completed, its payload checked, its acknowledgement shown. */
export function CommandEditor({ draft, trace }: Props) {
  const contract = useContract()
  const { name, text } = draft
  const field = useRef<JsonFieldHandle>(null)
  const suggested = useRef('')
  const { answer, isBusy, send } = useSending(trace.send)
  const isKnown = isCommand(contract, name)
  const schema = isKnown ? contract?.[name].data : undefined
  const { problems, data } = useMemo(() => check(schema, text), [schema, text])
  const keys = useMemo(() => (schema ? keysOf(schema) : []), [schema])
  const names = useMemo(() => Object.keys(contract ?? {}).sort(), [contract])
  const unknown = name !== '' && contract && !isKnown ? t('trace:editor.unknown', { name }) : undefined

  // What must be there is put in, unless something was written already. The schemas may come after the name.
  const suggest = useEffectEvent(() => {
    if (!schema || (text.trim() !== '' && text !== suggested.current)) return
    suggested.current = skeletonOf(schema)
    trace.setDraft({ name, text: suggested.current })
  })
  useEffect(() => suggest(), [schema])

  function submit(event: FormEvent): void {
    event.preventDefault()
    const [first] = problems
    if (first) field.current?.select(first.place)
    else if (isKnown) void send(name, data)
  }

  return (
    <form className={styles.editor} aria-label={t('trace:write')} onSubmit={submit}>
      <div className={styles.head}>
        <Field className={styles.name} label={t('trace:editor.name')} error={unknown}>
          <TextInput
            value={name}
            onChange={(next) => trace.setDraft({ name: next, text })}
            suggestions={names}
            spellCheck={false}
            autoCapitalize="off"
            placeholder="xmpp.chat.message"
            // Somebody has just asked for it.
            autoFocus
          />
        </Field>
        <Button
          type="submit"
          variant="primary"
          icon={SendIcon}
          busy={isBusy}
          aria-disabled={!isKnown || undefined}
        >
          {t('trace:editor.send')}
        </Button>
        <IconButton
          icon={CloseIcon}
          label={t('trace:editor.close')}
          onClick={() => trace.setDraft(undefined)}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.payload}>
          {keys.length > 0 && (
            <fieldset className={styles.keys} aria-label={t('trace:editor.keys')}>
              {keys.map((key) => (
                <Button
                  key={key.name}
                  variant="plain"
                  size="s"
                  title={t(key.isRequired ? 'trace:editor.required' : 'trace:editor.optional')}
                  onClick={() => trace.setDraft({ name, text: withKey(text, key) })}
                >
                  {key.name}
                  {key.isRequired && '*'}
                </Button>
              ))}
            </fieldset>
          )}
          <JsonField
            ref={field}
            label={t('trace:editor.payload')}
            value={text}
            onChange={(next) => trace.setDraft({ name, text: next })}
            wrong={problems.map(({ place }) => place)}
          />
        </div>
        <div className={styles.told}>
          <Problems problems={isKnown ? problems : []} onPick={({ place }) => field.current?.select(place)} />
          <Answer answer={answer} />
        </div>
      </div>
    </form>
  )
}

function Problems({
  problems,
  onPick,
}: {
  problems: readonly Problem[]
  onPick: (problem: Problem) => void
}) {
  return (
    <ul className={styles.problems} aria-label={t('trace:editor.problems')} aria-live="polite">
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.text}`}>
          <button type="button" className={styles.problem} onClick={() => onPick(problem)}>
            {problem.path && <code>{problem.path}</code>} {problem.text}{' '}
            <span className={styles.line}>{t('trace:editor.line', { line: problem.line })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
