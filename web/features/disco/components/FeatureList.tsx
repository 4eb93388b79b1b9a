import { t } from '../../../lib/i18n.ts'
import { Section } from '../../../ui/Section.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { namedFeatures } from '../featureNames.ts'
import styles from './Services.module.css'

/** What it can do in plain words, with the specifications for who looks for them; the rest by its technical names. */
export function FeatureList({ features }: { features: readonly string[] }) {
  const { named, others } = namedFeatures(features)
  return (
    <Section title={t('disco:features')}>
      {named.length > 0 && (
        <ul className={styles.features}>
          {named.map(({ word, label, specs, names }) => (
            <li key={word} className={styles.feature} title={names.join('\n')}>
              <span>{label}</span>
              <span className={styles.specs}>
                {specs.map((spec) => (
                  <Tag key={spec}>{spec}</Tag>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{t('disco:otherFeatures', { count: others.length })}</summary>
          <ul className={styles.values}>
            {others.map((name) => (
              <li key={name} className={styles.mono}>
                {name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
