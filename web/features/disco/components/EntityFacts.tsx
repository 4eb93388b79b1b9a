import { t } from '../../../lib/i18n.ts'
import { type Description, DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Section } from '../../../ui/Section.tsx'
import type { Entity } from '../entity.ts'
import { factsOf } from '../formFacts.ts'
import { useSoftware } from '../hooks.ts'
import type { Info } from '../info.ts'
import { kindsOf } from '../kindWords.ts'
import { FactValue } from './FactValue.tsx'
import styles from './Services.module.css'

/** What something is, which program it runs, whom to ask. */
export function EntityFacts({ entity, title, info }: { entity: Entity; title: string; info: Info }) {
  const isProgram = entity.node === undefined && info.features.includes('jabber:iq:version')
  const software = useSoftware(entity.jid, isProgram)
  const kinds = kindsOf(info.identities, entity)
  const program = [software?.name, software?.version].filter(Boolean).join(' ')
  const facts: Description[] = [
    {
      term: t('disco:fact.kind'),
      value: kinds.length > 0 && (
        <ul className={styles.values} title={xmppWords(info)}>
          {kinds.map((kind) => (
            <li key={kind}>{kind}</li>
          ))}
        </ul>
      ),
    },
    { term: t('disco:fact.address'), value: <bdi className={styles.mono}>{entity.jid}</bdi> },
    { term: t('disco:fact.node'), value: entity.node && <bdi className={styles.mono}>{entity.node}</bdi> },
    { term: t('disco:fact.software'), value: program && <bdi>{program}</bdi> },
    { term: t('disco:fact.system'), value: software?.os && <bdi>{software.os}</bdi> },
    ...factsOf(info.forms).map(({ label, values, isSize }) => ({
      term: label,
      value: <FactValue values={values} isSize={isSize} />,
    })),
  ]
  return (
    <Section title={title}>
      <DescriptionList items={facts} className={styles.facts} />
    </Section>
  )
}

const xmppWords = ({ identities }: Info) =>
  `XMPP: ${identities.map(({ category, type }) => `${category}/${type}`).join(', ')}`
