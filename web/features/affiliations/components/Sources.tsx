import { type ChangeEvent, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { AttachIcon, HistoryIcon, PeopleIcon } from '../../../ui/icons.ts'
import { type FileContent, readPeopleFile } from '../peopleFile.ts'
import { useAuthorCandidates, useContactCandidates } from '../useSources.ts'
import styles from './Add.module.css'
import { CandidatePicker } from './CandidatePicker.tsx'

interface SourcesProps {
  room: string
  chosen: readonly string[]
  onPick: (jid: string, isOn: boolean) => void
  onFile: (name: string, content: FileContent) => void
}

const MAX_BYTES = 8 * 1024 * 1024

/** Where addresses may come from but by hand: a file, one's contacts, and who wrote in the room. */
export function Sources({ room, chosen, onPick, onFile }: SourcesProps) {
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState<'contacts' | 'authors' | undefined>(undefined)
  const [error, setError] = useState<string | undefined>(undefined)
  const contacts = useContactCandidates()
  const authors = useAuthorCandidates(room)

  async function read({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = target.files?.[0]
    // The same file again is a change too.
    target.value = ''
    if (!file) return
    const result = file.size > MAX_BYTES ? undefined : readPeopleFile(await file.text())
    if (result?.ok) onFile(file.name, result.value)
    setError(
      result?.ok ? undefined : t(result ? 'affiliations:file.unreadable' : 'affiliations:file.tooLarge'),
    )
  }

  const toggle = (which: typeof open) => setOpen(open === which ? undefined : which)
  return (
    <div className={styles.picker}>
      <div className={styles.sources}>
        <Button size="s" icon={AttachIcon} onClick={() => input.current?.click()}>
          {t('affiliations:file.choose')}
        </Button>
        <Button
          size="s"
          icon={PeopleIcon}
          aria-expanded={open === 'contacts'}
          onClick={() => toggle('contacts')}
        >
          {t('affiliations:pick.contacts')}
        </Button>
        <Button
          size="s"
          icon={HistoryIcon}
          aria-expanded={open === 'authors'}
          onClick={() => toggle('authors')}
        >
          {t('affiliations:pick.authors')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.json,.txt,text/csv,application/json,text/plain"
          aria-label={t('affiliations:file.choose')}
          onChange={(event) => void read(event)}
        />
      </div>
      <div role="alert">{error && <p className={styles.problem}>{error}</p>}</div>
      {open && (
        <CandidatePicker
          key={open}
          label={t(`affiliations:pick.${open}`)}
          empty={t(`affiliations:pick.none.${open}`)}
          candidates={open === 'contacts' ? contacts : authors}
          chosen={chosen}
          onPick={onPick}
        />
      )}
    </div>
  )
}
