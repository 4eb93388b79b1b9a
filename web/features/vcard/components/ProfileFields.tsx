import { t } from '../../../lib/i18n.ts'
import { Field } from '../../../ui/Field.tsx'
import { Section } from '../../../ui/Section.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import type { Fields } from '../card.ts'
import { AddressList } from './AddressList.tsx'
import { EntryList } from './EntryList.tsx'
import styles from './ProfileForm.module.css'

type ProfileFieldsProps = {
  fields: Fields
  problems: ReadonlyMap<string, string>
  onChange: (part: Partial<Fields>) => void
}

const DAY = /^(?:\d{4}-\d{2}-\d{2})?$/u
/** In letters; the gateway's limit is in bytes (`MAX_CARD_TEXT_BYTES`). */
const LONG = 1000

/** The fields of a card that people fill in. */
export function ProfileFields({ fields, problems, onChange }: ProfileFieldsProps) {
  const input = (name: 'fn' | 'nickname' | 'orgname' | 'orgunit' | 'title', autoComplete: string) => (
    <Field label={t(`vcard:${name}`)}>
      <TextInput
        value={fields[name]}
        onChange={(value) => onChange({ [name]: value })}
        autoComplete={autoComplete}
        maxLength={LONG}
        dir="auto"
      />
    </Field>
  )
  return (
    <>
      <Section title={t('profile:you')}>
        <div className={styles.pair}>
          {input('fn', 'name')}
          {input('nickname', 'nickname')}
        </div>
        <Field label={t('vcard:bday')}>
          <TextInput
            // What another program wrote in its own way is not thrown away by a picker of days.
            type={DAY.test(fields.bday) ? 'date' : 'text'}
            value={fields.bday}
            onChange={(bday) => onChange({ bday })}
            autoComplete="bday"
            max="9999-12-31"
            maxLength={LONG}
          />
        </Field>
        <Field label={t('vcard:desc')} hint={t('profile:descHint')}>
          <TextArea value={fields.desc} onChange={(desc) => onChange({ desc })} maxLength={LONG} dir="auto" />
        </Field>
      </Section>
      <Section title={t('profile:reach')}>
        <EntryList
          kind="email"
          entries={fields.email}
          problems={problems}
          input={{ type: 'email', inputMode: 'email', autoComplete: 'email' }}
          onChange={(email) => onChange({ email })}
        />
        <EntryList
          kind="tel"
          entries={fields.tel}
          problems={problems}
          input={{ type: 'tel', inputMode: 'tel', autoComplete: 'tel' }}
          onChange={(tel) => onChange({ tel })}
        />
        <AddressList addresses={fields.adr} onChange={(adr) => onChange({ adr })} />
        <Field label={t('vcard:url')} error={problems.get('url')}>
          <TextInput
            type="url"
            inputMode="url"
            value={fields.url}
            onChange={(url) => onChange({ url })}
            placeholder="https://"
            autoComplete="url"
            maxLength={LONG}
          />
        </Field>
      </Section>
      <Section title={t('profile:work')}>
        <div className={styles.pair}>
          {input('orgname', 'organization')}
          {input('orgunit', 'off')}
        </div>
        {input('title', 'organization-title')}
      </Section>
    </>
  )
}
