import type { Browser } from './browserOf.ts'
import type { About } from './credential.ts'
import type { Life } from './life.ts'
import type { SealedFile } from './sealedFile.ts'
import type { Session } from './session.ts'

/** A session that is awake, and what the gateway knows of it beside. */
export interface HeldSession {
  readonly session: Session
  readonly life: Life
  readonly browser: Browser
  /** Undefined for guests, and where the disk keeps nothing. */
  readonly file: SealedFile | undefined
}

export function aboutOf({ session, life, browser }: HeldSession): About {
  if (session.tabs > 0) life.see()
  return { id: session.id, account: session.bareJid, ...browser, since: life.since, seen: life.seen }
}
