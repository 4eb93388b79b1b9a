import type { ProtocolError } from '#protocol/define.ts'
import { type CommandData, type CommandName, commands } from '#protocol/index.ts'
import { readPayload } from '#protocol/readPayload.ts'
import { clientError } from './errors.ts'
import { issueError } from './issues.ts'
import { missingCallback } from './missingCallback.ts'
import { safely } from './safely.ts'

/** What a handler is given, or why there is nothing to give it; `toEvent`: no callback is told. */
type Read = { data: unknown } | { error: ProtocolError; toEvent?: true }

/** A payload by its command's schema, and whether there is the callback that the command needs. */
export function readCommand(name: CommandName, payload: unknown, callback: unknown): Read {
  const { ack, keysFirst } = commands[name]
  const lacksCallback = ack === 'required' ? typeof callback !== 'function' : isWrongCallback(callback)
  if (lacksCallback && !keysFirst) return missing(name, payload)
  const parsed = safely(readPayload, name, payload)
  if (parsed === undefined) return { error: clientError('The payload is not valid', undefined, 'bad-data') }
  if (!parsed.success) {
    const error = issueError(parsed.error, payload)
    return lacksCallback && !KEY_CHECK.test(error.description ?? '') ? missing(name, payload) : { error }
  }
  if (lacksCallback) return missing(name, payload)
  if (typeof callback !== 'function' && wantsNamelessReceipt(name, parsed.data))
    return { error: clientError('Callback required', payload) }
  return parsed
}

const missing = (name: CommandName, payload: unknown): Read => ({
  error: missingCallback(name, payload),
  toEvent: true,
})

/** What the receipt will be for, only the acknowledgement could say. */
const wantsNamelessReceipt = (name: CommandName, data: unknown): boolean => {
  if (name !== 'xmpp.chat.message') return false
  const { receipt, id } = data as CommandData<'xmpp.chat.message'>
  return Boolean(receipt) && !id
}

// What XMPP-FTW looks at before it misses a callback, where keys come first.
const KEY_CHECK = /^(?:Missing '|Message content )/u

const isWrongCallback = (callback: unknown) =>
  callback !== undefined && callback !== null && typeof callback !== 'function'
