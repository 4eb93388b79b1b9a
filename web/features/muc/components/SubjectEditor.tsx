import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { useMucCommands } from '../hooks.ts'
import styles from './SubjectLine.module.css'

type SubjectEditorProps = { room: string; subject: string; onDone: () => void }

/** Enter says it to the room, Escape keeps the old one; a refusal stands here, with what was typed. */
export function SubjectEditor({ room, subject, onDone }: SubjectEditorProps) {
  const { setSubject } = useMucCommands()
  const [typed, setTyped] = useState(subject)
  const [error, setError] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === 'Escape') onDone()
    // A subject may have lines of its own.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void save()
  }

  async function save(event?: FormEvent): Promise<void> {
    event?.preventDefault()
    if (isBusy) return
    if (typed === subject) return onDone()
    setBusy(true)
    const result = await setSubject(room, typed)
    setBusy(false)
    if (result.ok) return onDone()
    setError(sentence(result.error, 'muc'))
    field.current?.focus()
  }

  return (
    <form className={styles.editor} onSubmit={(event) => void save(event)} noValidate>
      <Field label={t('muc:subject.label')} hideLabel error={error} className={styles.field}>
        <TextArea
          ref={field}
          rows={1}
          dir="auto"
          value={typed}
          onChange={setTyped}
          placeholder={t('muc:subject.placeholder')}
          onKeyDown={onKeyDown}
        />
      </Field>
      <Button type="submit" variant="primary" size="s" busy={isBusy}>
        {t('muc:subject.save')}
      </Button>
      <Button size="s" onClick={onDone}>
        {t('ui:cancel')}
      </Button>
    </form>
  )
}
