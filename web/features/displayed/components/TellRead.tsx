import { t } from '../../../lib/i18n.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useTelling } from '../hooks.ts'

/** Whether the people one talks to learn what one has read. */
export function TellRead() {
  const [isOn, choose] = useTelling()
  return (
    <Section title={t('displayed:privacy')}>
      <Checkbox label={t('displayed:tell')} hint={t('displayed:tellHint')} checked={isOn} onChange={choose} />
    </Section>
  )
}
