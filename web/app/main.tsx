import '../styles/index.css'
import { createRoot } from 'react-dom/client'
import { applyTheme } from '../features/appearance/theme.ts'
import { watchArrivals } from '../lib/arrival.ts'
import { PartMissing } from '../lib/lazily.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Root } from './Root.tsx'

watchArrivals()
applyTheme()
const place = document.getElementById('root')
// What a boundary took in and told the person is no news for the log where the way is what is broken.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof PartMissing)) console.error(error)
}
if (place)
  createRoot(place, { onCaughtError }).render(
    <ErrorBoundary>
      <Root />
    </ErrorBoundary>,
  )
