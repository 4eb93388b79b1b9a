import { t } from '../../../lib/i18n.ts'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'

/** The shape of a form that is coming. */
export function FormSkeleton({ title, onBack }: { title: string; onBack?: () => void }) {
  return (
    <Page title={title} onBack={onBack} backAlways takesFocus={false}>
      <div role="status" aria-busy="true" aria-label={t('roomConfig:asking')}>
        <Skeleton kind="line" rows={8} />
      </div>
    </Page>
  )
}
