import '../styles/index.css'
import { createRoot } from 'react-dom/client'
import { applyTheme } from '../features/appearance/theme.ts'
import { watchArrivals } from '../lib/arrival.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Root } from './Root.tsx'

watchArrivals()
applyTheme()
const place = document.getElementById('root')
if (place)
  createRoot(place).render(
    <ErrorBoundary>
      <Root />
    </ErrorBoundary>,
  )
