import { negotiate, type Ready } from './negotiate.ts'
import { configFor, MARTY } from './testClient.ts'
import type { TestServer } from './testServer.ts'
import type { ClientOptions, LoginFailure, TransportConfig } from './types.ts'

/** One negotiation, up to where a session would begin. */
export async function enter(
  server: TestServer,
  options: Partial<ClientOptions> = {},
  more: Partial<TransportConfig> = {},
  timeoutMs = 2000,
): Promise<Ready> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), timeoutMs)
  try {
    return await negotiate({ ...MARTY, ...options }, configFor(server, more), deadline.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Why it failed. */
export async function refusal(...how: Parameters<typeof enter>): Promise<LoginFailure> {
  return enter(...how).then(
    () => Promise.reject(new Error('It was let in')),
    (cause: LoginFailure) => cause,
  )
}
