import { useState } from 'react'
import type { FormSubmission } from '#protocol/forms.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Slot } from '../../../lib/slots.tsx'
import type { Desk } from '../commands.ts'
import { useRoomRegistrationCommands } from '../hooks.ts'
import { inOurWords, nickOf } from '../nickField.ts'

type DeskFormProps = { desk: Desk; wish: 'nick' | 'membership'; onDone: (words: string) => void }

/** The room's own questions, filled with what it knows already; a refusal keeps what was typed. */
export function DeskForm({ desk, wish, onDone }: DeskFormProps) {
  const { register } = useRoomRegistrationCommands()
  const [error, setError] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const [form] = useState(() => inOurWords(desk.form))

  async function submit(filled: FormSubmission): Promise<void> {
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    const result = await register(desk, filled)
    setBusy(false)
    if (result.ok) onDone(t(`roomRegistration:${wish}.done`, { nick: nickOf(filled) ?? '' }))
    else setError(sentence(result.error, 'roomRegistration'))
  }

  return (
    <>
      {wish === 'nick' && desk.nick && <p>{t('roomRegistration:nick.kept', { nick: desk.nick })}</p>}
      <p>{t(desk.isService ? 'roomRegistration:nick.service' : `roomRegistration:${wish}.hint`)}</p>
      <Slot
        name="dataForm"
        props={{
          form,
          submitLabel: t(`roomRegistration:${wish}.submit`),
          onSubmit: (filled) => void submit(filled),
          ...(error ? { error } : {}),
          busy: isBusy,
        }}
      />
    </>
  )
}
