import type { Jid } from '#protocol/jid.ts'
import { bareJid, parseJid } from '#protocol/jid.ts'
import type { SessionState } from '#protocol/session.ts'
import { claimedBy } from '../../lib/claimTab.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** The way from this page to the gateway; `SessionState` tells of the way from there to the server. */
export interface Link {
  readonly state: 'connecting' | 'open' | 'broken'
  /** Milliseconds since 1970: when the page tries again by itself. */
  readonly retryAt?: number
}

/** Who is signed in, and which of the two links hold. */
export const sessionModel = defineModel('session', (_use, { now }) => {
  const own = new Value<Jid | undefined>(undefined)
  const link = new Value<Link>({ state: 'connecting' })
  const upstream = new Value<SessionState>({ state: 'connecting' })
  /** Since when the server is away; undefined while it is there. */
  const awaySince = new Value<number | undefined>(undefined)
  /** True from the first snapshot on: before it, "no contacts" is not known yet. */
  const ready = new Value(false)

  // Without the gateway's word it is whoever signed in here: what this browser kept of theirs can be read.
  link.subscribe(() => {
    const account = link.get().state === 'broken' && !own.get() && claimedBy()
    if (account) own.set(parseJid(account))
  })

  function turn(state: SessionState): void {
    upstream.set(state)
    if (state.state !== 'reconnecting') awaySince.set(undefined)
    else if (awaySince.get() === undefined) awaySince.set(now())
  }

  const reducers: Reducers = {
    'xmpp.connection': ({ jid }) => {
      own.set(jid)
      turn({ state: 'online' })
    },
    'xmpp.session.state': turn,
    'xmpp.session.snapshot': ({ jid }) => {
      own.set(jid)
      // What it holds says otherwise when the server is away.
      turn({ state: 'online' })
      ready.set(true)
    },
  }
  return {
    own,
    link,
    upstream,
    awaySince,
    ready,
    reducers,
    /** One's own bare JID; empty before the first word from the gateway. */
    bare: () => {
      const jid = own.get()
      return jid ? bareJid(jid) : ''
    },
    /** Whether a command would reach the server now. */
    isOnline: () => link.get().state === 'open' && upstream.get().state === 'online',
  }
})
