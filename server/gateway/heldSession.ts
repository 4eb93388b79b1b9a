import type { Browser } from './browserOf.ts'
import type { About, Credential } from './credential.ts'
import type { Life } from './life.ts'
import { SealedFile } from './sealedFile.ts'
import type { SealedStore } from './sealedStore.ts'
import type { Session } from './session.ts'

/** A session that is awake, and what the gateway knows of it beside. */
export interface HeldSession {
  readonly session: Session
  readonly life: Life
  readonly browser: Browser
  /** Undefined for guests, and where the disk keeps nothing. */
  readonly file: SealedFile | undefined
  /** The session signs in with this one from now on. */
  changePassword(password: string): void
}

/** What a page signed in with. */
export type Secret = Pick<Credential, 'password' | 'how'>

/** Where it is kept, and with which key. */
interface Sealing {
  store: SealedStore
  name: string
  key: Buffer
  secret: Secret
}

export function hold(
  session: Session,
  { life, browser }: Pick<HeldSession, 'life' | 'browser'>,
  sealing: Sealing | undefined,
): HeldSession {
  let secret = sealing?.secret
  const seal = ({ store, name, key, secret: first }: Sealing) =>
    new SealedFile(store, name, key, () => ({
      about: aboutOf(held),
      credential: { ...(secret ?? first), ...session.restorable },
    }))
  const held: HeldSession = {
    session,
    life,
    browser,
    file: sealing && seal(sealing),
    changePassword(password) {
      if (secret === undefined) return
      secret = { ...secret, password }
      // At once: who comes back with the old one is taken for somebody who does not know it.
      void held.file?.flush()
    },
  }
  return held
}

export function aboutOf({ session, life, browser }: HeldSession): About {
  if (session.tabs > 0) life.see()
  return { id: session.id, account: session.bareJid, ...browser, since: life.since, seen: life.seen }
}
