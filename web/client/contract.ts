import type { CommandInput, CommandName, EventData, EventName } from '#protocol/index.ts'

/** What the client itself tells, beside the events of the contract. */
export interface OwnEvents {
  /** The road to the gateway is there; `again`: after it was lost. */
  open: { again: boolean }
  /** It is lost. `retryAt`, in milliseconds since 1970: when the next try is; without it there will be none. */
  close: { reason: string; retryAt?: number }
}

export type Told = { [N in EventName]: EventData<N> } & OwnEvents

/** `answer` is there where the gateway asks something; it is called once, with what the event's own text says. */
export type Listener<N extends keyof Told> = (data: Told[N], answer?: (...reply: unknown[]) => void) => void

/** Commands that say enough by their name. */
export type Bare = { [N in CommandName]: object extends CommandInput<N> ? N : never }[CommandName]

/** What a login says comes as an event: `login` waits for it. */
export type Login = 'xmpp.login' | 'xmpp.login.anonymous'
