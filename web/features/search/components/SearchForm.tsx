import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Slot } from '../../../lib/slots.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SearchIcon } from '../../../ui/icons.ts'
import { ResultTable } from '../../../ui/ResultTable.tsx'
import { Section } from '../../../ui/Section.tsx'
import { type Question, useSearch } from '../hooks.ts'
import { AddFound } from './AddFound.tsx'

/** What the directory wants to know, and whom it found. */
export function SearchForm({ question }: { question: Question }) {
  const { busy, error, findings, start } = useSearch(question)
  const rows = findings?.rows ?? []
  return (
    <>
      <Slot
        name="dataForm"
        props={{
          form: question.form,
          submitLabel: t('search:submit'),
          onSubmit: (filled) => void start(filled),
          busy,
          ...(error ? { error: sentence({ by: question.jid, ...error }, 'search') } : {}),
        }}
      />
      <div role="status">
        {findings && rows.length === 0 && (
          <EmptyState icon={SearchIcon} title={t('search:nobody')} text={t('search:nobodyText')} />
        )}
      </div>
      {findings && rows.length > 0 && (
        <Section title={t('search:found', { count: rows.length })}>
          <ResultTable
            label={t('search:found', { count: rows.length })}
            columns={findings.columns}
            rows={rows.map(({ values }) => values.map((value) => <bdi key={value}>{value}</bdi>))}
            actionOf={(index) => {
              const jid = rows[index]?.jid
              return jid?.includes('@') && <AddFound key={jid} jid={jid} />
            }}
          />
        </Section>
      )}
    </>
  )
}
