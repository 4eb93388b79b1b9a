import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Card } from '../../../ui/Card.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Link } from '../../../ui/Link.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import type { Entry } from '../useEntry.ts'
import { PasswordPrompt } from './PasswordPrompt.tsx'

/** What a room asks of those who enter, and what was wrong with it the last time. */
export function EntryFields({ entry }: { entry: Entry }) {
  const { trouble, said, successor } = entry
  return (
    <>
      <Field label={t('muc:entry.nick')} hint={t('muc:entry.nickHint')} error={trouble.nick} required>
        <TextInput
          ref={entry.nickField}
          name="nickname"
          autoComplete="nickname"
          value={entry.nick}
          onChange={entry.setNick}
          maxLength={1023}
        />
      </Field>
      {entry.asksPassword && (
        <PasswordPrompt
          ref={entry.passwordField}
          room={entry.room}
          value={entry.password}
          onChange={entry.setPassword}
          error={trouble.password}
          said={said}
        />
      )}
      <div role="alert">
        {trouble.room && (
          <Card tone="bad">
            <p>{trouble.room}</p>
            {said && <p>{said}</p>}
            {successor && (
              <p>
                {t('muc:entry.moved')}{' '}
                <Link href={formatRoute({ name: 'join', room: successor })}>
                  <bdi>{successor}</bdi>
                </Link>
              </p>
            )}
          </Card>
        )}
        {entry.isFree && (
          <Card tone="warn">
            <p>{t('muc:entry.free')}</p>
            <Link href={formatRoute({ name: 'create' })}>{t('muc:create')}</Link>
          </Card>
        )}
      </div>
    </>
  )
}
