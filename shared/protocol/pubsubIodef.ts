// RFC 5070: The Incident Object Description Exchange Format
// Source: https://www.rfc-editor.org/rfc/rfc5070
// Version: December 2007

import * as z from 'zod/mini'
import { line, maybe } from './pubsubAtom.ts'

/** The only version there is, and the only one that is read and written. */
export const IODEF_VERSION = '1.00'

const mayBeNone = <T extends z.core.$ZodType>(schema: T) => z.optional(schema)

/** What a report of an incident holds (§3), of `text` and with what `absent` makes of what is left out. */
function reportOf<T extends z.core.$ZodType>(text: T, absent: typeof maybe | typeof mayBeNone) {
  const Impact = z.object({
    lang: text,
    severity: text,
    completion: text,
    type: text,
    'ext-type': text,
    Impact: text,
  })
  const Contact = z.object({
    role: text,
    'ext-role': text,
    type: text,
    'ext-type': text,
    restriction: text,
    ContactName: absent(z.object({ ContactName: text })),
    Emails: absent(z.array(z.object({ meaning: text, Email: text }))),
  })
  const Incident = z.object({
    purpose: text,
    'ext-purpose': text,
    lang: text,
    restriction: text,
    IncidentID: absent(z.object({ name: text, instance: text, restriction: text, IncidentID: text })),
    ReportTime: absent(z.object({ ReportTime: text })),
    Assessments: absent(
      z.array(z.object({ occurrence: text, restriction: text, Impacts: absent(z.array(Impact)) })),
    ),
    Contacts: absent(z.array(Contact)),
  })
  return z.object({
    version: z.literal(IODEF_VERSION),
    lang: text,
    formatid: text,
    Incidents: absent(z.array(Incident)),
  })
}

/** A report of incidents, as far as XMPP-FTW's JSON reaches: attributes by their names, a text by its element's name. */
export const Iodef = reportOf(z.optional(z.string()), mayBeNone)
export type Iodef = z.infer<typeof Iodef>

/** A report to publish. */
export const IodefDraft = reportOf(line, maybe)
export type IodefDraft = z.output<typeof IodefDraft>
