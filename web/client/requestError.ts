import type { ProtocolError } from '#protocol/define.ts'

/** Why a command was refused, or never answered: XMPP-FTW's error object, with our `reason`. */
export class RequestError extends Error {
  readonly error: ProtocolError

  constructor(name: string, error: ProtocolError) {
    super(`${name}: ${error.description ?? error.reason ?? error.condition ?? error.type}`)
    this.name = 'RequestError'
    this.error = error
  }

  get reason(): ProtocolError['reason'] {
    return this.error.reason
  }
}
