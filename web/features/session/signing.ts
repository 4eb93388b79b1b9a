import { useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { SignIn } from '#protocol/session.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { signIn } from '../../transport/http.ts'

/** Where on the form a failure stands: beside the field that can mend it, or above the button. */
export type Place = 'address' | 'password' | 'form'

export interface Problem {
  readonly place: Place
  readonly text: string
}

const PLACES: Partial<Record<NonNullable<ProtocolError['reason']>, Place>> = {
  'unknown-domain': 'address',
  'bad-jid': 'address',
  'account-exists': 'address',
  'account-disabled': 'address',
  'wrong-password': 'password',
}

/** The address as it was meant: without blanks around it or `xmpp:`, with the domain where there is but one. */
export function completeAddress(typed: string, domains: readonly string[]): string {
  const address = typed.trim().replace(/^xmpp:/iu, '')
  const [domain] = domains
  if (address === '' || address.includes('@') || domains.length !== 1) return address
  return `${address}@${domain}`
}

/** What is wrong before anybody is asked. */
export function missing(address: string, password: string): Problem | undefined {
  if (address === '') return { place: 'address', text: t('session:missing.address') }
  if (!/^[^@]+@[^@]+$/u.test(address)) return { place: 'address', text: t('session:missing.server') }
  if (password === '') return { place: 'password', text: t('session:missing.password') }
  return undefined
}

export function problemOf(error: ProtocolError): Problem {
  const place = (error.reason && PLACES[error.reason]) ?? 'form'
  const seconds = Number(error.detail)
  // Beyond a minute and a half nobody counts seconds.
  if (error.reason === 'rate-limited' && seconds > 90)
    return { place, text: t('session:waitMinutes', { minutes: Math.ceil(seconds / 60) }) }
  return { place, text: sentence(error, 'session') }
}

/** Signs in, one try at a time; what was typed stays with the form. */
export function useSigning(onSignedIn: (jid: string) => void) {
  const [busy, setBusy] = useState<SignIn['kind'] | undefined>()
  const [problem, setProblem] = useState<Problem | undefined>()
  const running = useRef(false)

  async function submit(how: SignIn): Promise<Problem | undefined> {
    if (running.current) return undefined
    running.current = true
    setBusy(how.kind)
    setProblem(undefined)
    const result = await signIn(how)
    running.current = false
    // A success keeps the button busy until the page that follows stands.
    if (result.ok) {
      onSignedIn(result.value.jid)
      return undefined
    }
    const found = problemOf(result.error)
    setBusy(undefined)
    setProblem(found)
    return found
  }
  return { busy, problem, setProblem, submit }
}
