import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Page } from '../../../ui/Page.tsx'
import { TraceConsole } from './TraceConsole.tsx'

/** The console as a page of its own. */
export function TracePage() {
  return (
    <Page title={t('trace:title')} onBack={() => navigate({ name: 'home' })} isWide>
      <TraceConsole />
    </Page>
  )
}
