import { startProsody } from '../servers/prosody.ts'
import { hostileLoop } from './hostileLoop.ts'
import { CROWD, recoveryCrowd } from './recoveryCrowd.ts'
import { connectionsLeft, recoveryLinks } from './recoveryLinks.ts'
import { stalledReader } from './stalledReader.ts'
import type { Row } from './stats.ts'

/** What breaks, and how long until that is known, given up, or well again. */
export async function recovery(): Promise<Row[]> {
  const server = await startProsody({ accounts: CROWD + 1 })
  try {
    // The last one does nothing but wait.
    const left = connectionsLeft(server)
    const crowd = await recoveryCrowd(server)
    const links = await recoveryLinks(server)
    const stalled = await stalledReader()
    const late = await hostileLoop(server)
    return [...links, ...crowd, ...stalled, ...late, ...(await left)]
  } finally {
    await server.stop()
  }
}
