// XEP-0050: Ad-Hoc Commands
// Source: https://xmpp.org/extensions/xep-0050.html
// Version: 1.3.0 (2020-06-09)

import * as z from 'zod/mini'
import { command, event, key, optionalAddress, text } from './define.ts'
import { DiscoInfo } from './disco.ts'
import { DataForm, FormSubmission } from './forms.ts'
import { Oob } from './oob.ts'
import { RsmRequest } from './rsm.ts'

const to = optionalAddress('to')
const node = key('node', 3071)

/** `execute` is what the next step is when the person says nothing else (§3.4); left out, it goes by itself. */
export const CommandAction = z.enum(['execute', 'cancel', 'prev', 'next', 'complete'])
export type CommandAction = z.infer<typeof CommandAction>

/** `jid`: who runs it, where that is somebody else than who was asked. */
export const CommandItem = z.object({
  node: z.string(),
  name: z.optional(z.string()),
  jid: z.optional(z.string()),
})
export type CommandItem = z.infer<typeof CommandItem>

/** `from`: who sent the announcement; `jid`: who runs the command. Both string JIDs, both always there. */
export const AnnouncedCommand = z.extend(CommandItem, { jid: z.string(), from: z.string() })
export type AnnouncedCommand = z.infer<typeof AnnouncedCommand>

/** `type`: `info`, `warn` or `error` (§4.3); a note without one is `info`. */
export const CommandNote = z.object({ type: z.string(), description: z.string() })
export type CommandNote = z.infer<typeof CommandNote>

/** One stage. `actions`: what may come next, `execute` the default among them; only while `executing`. */
export const CommandStage = z.object({
  status: z.string(),
  sessionId: z.optional(z.string()),
  /** The first of `notes`. */
  note: z.optional(CommandNote),
  notes: z.optional(z.array(CommandNote)),
  actions: z.optional(z.object({ execute: z.optional(z.string()), values: z.array(z.string()) })),
  form: z.optional(DataForm),
  oob: z.optional(Oob),
})
export type CommandStage = z.infer<typeof CommandStage>

// Falsy counts as absent, as XMPP-FTW has it.
const form = z.optional(
  z.pipe(
    z.transform((form: z.input<typeof FormSubmission> | null | false | '' | 0) => form || undefined),
    z.optional(FormSubmission),
  ),
)

export const commands = {
  /** `to`: the own server, unless given. */
  'xmpp.command.list': command(z.object({ to, rsm: z.nullish(RsmRequest) }), z.array(CommandItem)),
  'xmpp.command.info': command(z.object({ node, to }), z.array(DiscoInfo)),
  'xmpp.command.do': command(
    z.object({
      node,
      to,
      action: z.union([z.nullish(CommandAction), z.literal('')]),
      sessionId: text('sessionId', 1023),
      form,
    }),
    CommandStage,
  ),
}

/** Somebody tells unasked what commands there are (§2.3). */
export const events = { 'xmpp.command.list': event(z.array(AnnouncedCommand)) }
