import type { TestProject } from 'vitest/node'
import { type Houses, openHouses, type Target } from './houses.ts'
import { kinds } from './testServer.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    targets: Target[]
  }
}

let houses: Houses | undefined

/** Both servers and a gateway for each, once for all live tests. `HOVERBOARD_SERVERS` narrows it while developing. */
export async function setup(project: TestProject): Promise<void> {
  const wanted = process.env.HOVERBOARD_SERVERS
  houses = await openHouses(kinds.filter((kind) => wanted === undefined || wanted.includes(kind)))
  project.provide('targets', houses.targets)
}

export async function teardown(): Promise<void> {
  await houses?.close()
}
