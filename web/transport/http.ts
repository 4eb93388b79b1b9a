import type { ProtocolError } from '#protocol/define.ts'
import type { SessionInfo, SignIn, SignInReply } from '#protocol/session.ts'
import type { Result } from './request.ts'

const UNREACHABLE: ProtocolError = { type: 'wait', condition: 'not-connected', reason: 'not-connected' }

/** Who is signed in here, and what the gateway offers to those who are not. */
export async function fetchSession(): Promise<Result<SessionInfo>> {
  try {
    const response = await fetch('/session', { headers: { accept: 'application/json' } })
    if (!response.ok) return { ok: false, error: UNREACHABLE }
    return { ok: true, value: await response.json() }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}

/** The cookie in the answer is what the page's sockets carry from then on; no script can read it. */
export async function signIn(how: SignIn): Promise<Result<{ jid: string }>> {
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(how),
    })
    const reply: SignInReply = await response.json()
    return 'error' in reply ? { ok: false, error: reply.error } : { ok: true, value: reply }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}

/** False when the gateway was not reached: then one is still signed in. */
export async function signOut(): Promise<boolean> {
  return fetch('/session', { method: 'DELETE' }).then(
    ({ ok }) => ok,
    () => false,
  )
}
