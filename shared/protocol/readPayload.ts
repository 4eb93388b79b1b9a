import * as z from 'zod/mini'
import { type CommandName, commands } from './index.ts'

const compiled = new Map<CommandName, z.ZodMiniType>()

/**
 * A command's payload by its schema: the same answer as `safeParse`, from a function that is compiled at the first use.
 * Walked key by key, a schema costs more than all else that a command does. For the gateway: a page's policy forbids
 * compiling, and zod then walks.
 */
export function readPayload(name: CommandName, payload: unknown): z.core.util.SafeParseResult<unknown> {
  let schema = compiled.get(name)
  if (schema === undefined) {
    schema = z.compile<z.ZodMiniType>(commands[name].data)
    compiled.set(name, schema)
  }
  return schema.safeParse(payload)
}
