import type * as z from 'zod/mini'
import { type ProtocolError, Reason } from '#protocol/define.ts'
import { clientError } from './errors.ts'

/** The first thing wrong with a payload, in XMPP-FTW's words where it has some. */
export function issueError(error: z.core.$ZodError, payload: unknown): ProtocolError {
  const [issue] = error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  const params = issue?.code === 'custom' ? issue.params : undefined
  const reason = Reason.safeParse(params?.reason)
  const detail = typeof params?.detail === 'string' ? params.detail : undefined
  const isOurs = issue !== undefined && !/^(Invalid (?!')|Too |Unrecognized)/u.test(issue.message)
  const description = isOurs
    ? issue.message
    : path === ''
      ? 'The payload must be an object'
      : `'${path}' is not valid`
  return clientError(description, payload, reason.success ? reason.data : 'bad-data', detail)
}
