import { useState } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { formatShort } from '../../../lib/time.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Highlight } from '../../../ui/Highlight.tsx'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useNameOf } from '../../roster/hooks.ts'
import type { KeptRow } from '../keptRow.ts'
import { type Scope, useFinding } from '../useFinding.ts'
import styles from './FindDialog.module.css'

/** Words or a day, and the list goes there. */
export function FindDialog({ conversation, onClose }: { conversation: ConversationId; onClose: () => void }) {
  const { words, setWords, found, scope, problem, isGoing, toMessage, toDay } = useFinding(
    conversation,
    onClose,
  )
  const [day, setDay] = useState('')
  return (
    <Dialog open onClose={onClose} title={t('timeline:find.title')} size="l">
      <SearchInput label={t('timeline:find.words')} value={words} onChange={setWords} autoFocus />
      <p role="status" className={styles.note}>
        {noteOf(words, found, scope)}
      </p>
      {found && found.length > 0 && (
        <ul className={styles.results} aria-label={t('timeline:find.results')}>
          {found.map((row) => (
            <li key={`${row.order} ${row.entry.archiveId}`}>
              <button type="button" className={styles.result} onClick={() => void toMessage(row)}>
                <Result row={row} words={words} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.day}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (day !== '') void toDay(day)
        }}
      >
        <Field
          label={t('timeline:find.day')}
          error={problem && t(`timeline:find.${problem}`)}
          className={styles.field}
        >
          <TextInput type="date" value={day} onChange={setDay} />
        </Field>
        <Button type="submit" busy={isGoing} aria-disabled={day === '' || undefined}>
          {t('timeline:find.go')}
        </Button>
      </form>
    </Dialog>
  )
}

function Result({ row: { entry }, words }: { row: KeptRow; words: string }) {
  const contact = useNameOf(entry.author)
  const name = entry.own ? t('timeline:find.you') : contact || entry.author
  return (
    <>
      <span className={styles.head}>
        <bdi>{revealed(name)}</bdi>{' '}
        <time dateTime={new Date(entry.at).toISOString()}>{formatShort(entry.at)}</time>
      </span>
      <span className={styles.text} dir="auto">
        <Highlight text={entry.text} query={words} />
      </span>
    </>
  )
}

function noteOf(words: string, found: readonly KeptRow[] | undefined, scope: Scope): string {
  if (words.trim() === '') return t('timeline:find.where')
  const count = found?.length ?? 0
  if (!found || (scope === 'asking' && count === 0)) return t('timeline:find.looking')
  return count === 0 ? t(`timeline:find.none.${scope}`) : t(`timeline:find.found.${scope}`, { count })
}
