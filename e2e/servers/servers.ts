import { startEjabberd } from './ejabberd.ts'
import { startProsody } from './prosody.ts'
import type { ServerKind, TestServer } from './testServer.ts'

export function startServer(kind: ServerKind): Promise<TestServer> {
  return kind === 'prosody' ? startProsody() : startEjabberd()
}
