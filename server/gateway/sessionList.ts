import type { ProtocolError } from '#protocol/define.ts'
import { commands, type SessionEntry, type SessionState } from '#protocol/session.ts'
import { clientError } from '../xmpp/errors.ts'
import type { About } from './credential.ts'
import { aboutOf, type HeldSession } from './heldSession.ts'
import type { LastWords } from './lastWords.ts'
import type { AccountWatch } from './remembered.ts'
import type { SealedStore } from './sealedStore.ts'
import type { Session } from './session.ts'

const ENDED_ELSEWHERE: SessionState = { state: 'ended', reason: 'ended-elsewhere' }
const UNREGISTERED: SessionState = { state: 'ended', reason: 'unregistered' }
const NOT_FOUND: ProtocolError = { type: 'cancel', condition: 'item-not-found', reason: 'not-found' }

/** A session of the account, awake or asleep. */
interface Sibling {
  about: About
  tabs: number
  session?: Session
  end(state?: SessionState): Promise<void>
}

/** Answers `xmpp.session.list` and `xmpp.session.end`, each for the account of the session that asks and no other. */
export class SessionList {
  readonly #held: ReadonlyMap<string, HeldSession>
  readonly #sealed: SealedStore | undefined
  readonly #lastWords: LastWords
  /** Accounts whose deletion was asked for and not answered yet. */
  readonly #leaving = new Set<string>()

  constructor(held: ReadonlyMap<string, HeldSession>, sealed: SealedStore | undefined, lastWords: LastWords) {
    this.#held = held
    this.#sealed = sealed
    this.#lastWords = lastWords
  }

  async answer(command: string, data: unknown, ack: unknown, asking: Session): Promise<void> {
    if (typeof ack !== 'function') return
    if (command === 'xmpp.session.list') ack(null, this.#entries(asking))
    else {
      const parsed = commands['xmpp.session.end'].data.safeParse(data)
      if (!parsed.success) ack(clientError("Missing 'id' or 'others' key", data, 'bad-data'))
      else ack(...(await this.#end(parsed.data, asking)))
    }
  }

  /** An account that is gone is gone for everybody who is signed in to it, awake or asleep. */
  watch(find: () => HeldSession | undefined): AccountWatch {
    const account = () => find()?.session.bareJid ?? ''
    let left = ''
    return {
      isLeaving: () => this.#leaving.has(account()),
      changed: (change) => {
        if ('password' in change) find()?.changePassword(change.password)
        else if (change.account === 'leaving') {
          left = account()
          this.#leaving.add(left)
        } else {
          if (change.account === 'gone') for (const each of this.#siblings(left)) void each.end(UNREGISTERED)
          this.#leaving.delete(left)
        }
      },
    }
  }

  #entries(asking: Session): SessionEntry[] {
    return this.#siblings(asking.bareJid)
      .sort((a, b) => b.about.seen - a.about.seen)
      .map(({ about: { account: _, ...about }, tabs, session }) => ({
        ...about,
        tabs,
        current: session === asking,
      }))
  }

  async #end(
    which: { id?: string | undefined; others?: boolean | undefined },
    asking: Session,
  ): Promise<[ProtocolError] | [null, { ended: number }]> {
    const chosen = this.#siblings(asking.bareJid).filter(({ about, session }) =>
      which.others ? session !== asking : about.id === which.id,
    )
    if (chosen.length === 0 && !which.others) return [NOT_FOUND]
    await Promise.all(chosen.map((each) => each.end()))
    return [null, { ended: chosen.length }]
  }

  #siblings(account: string): Sibling[] {
    const awake = [...this.#held.values()]
      .filter(({ session }) => session.bareJid === account && !session.isOver)
      .map((held) => ({
        about: aboutOf(held),
        tabs: held.session.tabs,
        session: held.session,
        end: async (state = ENDED_ELSEWHERE) => {
          held.session.end(state)
          await held.file?.remove()
        },
      }))
    const asleep = (this.#sealed?.of(account) ?? [])
      .filter(({ name }) => !this.#held.has(name))
      .map(({ name, about }) => ({
        about,
        tabs: 0,
        end: async (state = ENDED_ELSEWHERE) => {
          this.#lastWords.add(name, account, state)
          await this.#sealed?.remove(name)
        },
      }))
    return [...awake, ...asleep]
  }
}
