import { useEffect, useState } from 'react'
import type { Reason } from '#protocol/define.ts'
import { SlotsContext } from '../lib/slots.tsx'
import type { Models } from '../store/model.ts'
import { ModelsContext } from '../store/react.ts'
import { features } from './features.ts'
import { preloadRooms } from './pages.ts'
import { Shell } from './Shell.tsx'
import { ShellSkeleton } from './ShellSkeleton.tsx'
import { type Wired, wire } from './wire.ts'

const AFTER_MS = 1500

const slots = features.flatMap((feature) => feature.slots ?? [])

/** The signed-in page: one connection and one set of models for as long as it is mounted. */
export function Chat({ onSignedOut }: { onSignedOut: (reason: Reason | undefined) => void }) {
  const [wired, setWired] = useState<Wired | undefined>(undefined)
  useEffect(() => {
    const made = wire(onSignedOut)
    setWired(made)
    return made.close
  }, [onSignedOut])
  useEffect(() => {
    const timer = setTimeout(preloadRooms, AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!wired) return <ShellSkeleton />
  return (
    <ModelsContext value={wired.models as unknown as Models<never>}>
      <SlotsContext value={slots}>
        <Shell />
      </SlotsContext>
    </ModelsContext>
  )
}
