import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { RetryIcon, SettingsIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { useRoomName } from '../../muc/hooks.ts'
import { useReady } from '../../session/hooks.ts'
import { useConfigForm } from '../hooks.ts'
import { FormSkeleton } from './FormSkeleton.tsx'
import { RoomSettings } from './RoomSettings.tsx'

/** What a room is, for its owners. */
export function RoomSettingsPage({ room }: { room: string }) {
  const title = t('roomConfig:settings.title', { name: useRoomName(room) })
  return useReady() ? (
    <Asked key={room} room={room} title={title} />
  ) : (
    <FormSkeleton title={title} onBack={() => navigate({ name: 'room', room })} />
  )
}

function Asked({ room, title }: { room: string; title: string }) {
  const config = useConfigForm(room)
  const back = () => navigate({ name: 'room', room })
  if (config.is === 'ready' && config.form.fields?.length)
    return <RoomSettings room={room} title={title} form={config.form} onBack={back} />
  if (config.is === 'asking') return <FormSkeleton title={title} onBack={back} />
  return (
    <Page title={title} onBack={back} backAlways>
      {config.is === 'failed' && (
        <div role="alert">
          <EmptyState
            icon={SettingsIcon}
            title={t('roomConfig:settings.failed')}
            text={sentence(config.error, 'roomConfig')}
            action={
              <Button icon={RetryIcon} onClick={config.again}>
                {t('roomConfig:settings.again')}
              </Button>
            }
          />
        </div>
      )}
      {config.is === 'ready' && <EmptyState icon={SettingsIcon} title={t('roomConfig:settings.none')} />}
    </Page>
  )
}
