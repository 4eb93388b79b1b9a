import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { type SlotEntry, SlotsContext } from '../lib/slots.tsx'
import type { Models } from '../store/model.ts'
import { ModelsContext } from '../store/react.ts'
import { FakeGateway } from '../transport/fake.ts'

/** Renders a part of the page with a gateway's stand-in behind it. */
export function renderPage(page: ReactNode, gateway = new FakeGateway(), slots: readonly SlotEntry[] = []) {
  const wrapped = (node: ReactNode) => (
    <ModelsContext value={gateway.models as unknown as Models<never>}>
      <SlotsContext value={slots}>{node}</SlotsContext>
    </ModelsContext>
  )
  const view = render(wrapped(page))
  return { gateway, ...view, rerender: (next: ReactNode) => view.rerender(wrapped(next)) }
}
