import { CommandsPage } from '../features/command/components/CommandsPage.tsx'
import { ServicesPage } from '../features/disco/components/ServicesPage.tsx'
import { SearchPage } from '../features/search/components/SearchPage.tsx'
import type { Route } from '../lib/route.ts'

/** What others offer: one leads to the other, and all come together. */
export function ServicePages({ route }: { route: Route & { name: 'services' | 'commands' | 'search' } }) {
  switch (route.name) {
    case 'services':
      return <ServicesPage jid={route.jid} node={route.node} />
    case 'commands':
      return <CommandsPage jid={route.jid} />
    case 'search':
      return <SearchPage jid={route.jid} />
    default:
      return route satisfies never
  }
}
