import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useNameOf, useRosterCommands } from '../hooks.ts'
import styles from './AddContactPage.module.css'
import { GroupsField } from './GroupsField.tsx'

/** Adds somebody by their address, and leads on to the conversation with them. */
export function AddContactPage() {
  const { add, check } = useRosterCommands()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [groups, setGroups] = useState<string[]>([])
  const [wrong, setWrong] = useState<ReactNode>()
  const [failure, setFailure] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setFailure(undefined)
    const checked = check(address)
    if ('problem' in checked) {
      setWrong(
        checked.problem === 'known' && checked.jid ? (
          <Known jid={checked.jid} />
        ) : (
          t(`contact:address.${checked.problem}`)
        ),
      )
      input.current?.focus()
      return
    }
    setWrong(undefined)
    setBusy(true)
    const result = await add(checked.jid, name.trim(), groups)
    setBusy(false)
    if (result.ok) return navigate({ name: 'chat', jid: checked.jid })
    const words = sentence(result.error, 'roster')
    if (result.error.reason === 'bad-jid') setWrong(words)
    else setFailure(words)
  }

  return (
    <Page
      title={t('contact:addTitle')}
      intro={t('contact:addIntro')}
      onBack={() => navigate({ name: 'home' })}
      takesFocus={false}
    >
      <form className={styles.form} noValidate onSubmit={onSubmit}>
        <Field label={t('roster:address')} hint={t('contact:addressHint')} error={wrong} required>
          <TextInput
            ref={input}
            autoFocus
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            inputMode="email"
            value={address}
            onChange={setAddress}
          />
        </Field>
        <Field label={t('contact:name')} hint={t('contact:nameHint')}>
          <TextInput value={name} onChange={setName} maxLength={300} dir="auto" />
        </Field>
        <GroupsField value={groups} onChange={setGroups} />
        <div role="alert" className={styles.error}>
          {failure}
        </div>
        <div className={styles.buttons}>
          <Button onClick={() => history.back()}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('roster:add')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function Known({ jid }: { jid: string }) {
  const name = useNameOf(jid)
  return (
    <>
      {t('contact:address.known', { name })}{' '}
      <Link href={formatRoute({ name: 'chat', jid })}>{t('contact:openChat')}</Link>
    </>
  )
}
