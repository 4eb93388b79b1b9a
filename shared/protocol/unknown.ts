// XMPP-FTW: stanzas that nothing else understands
// Source: https://github.com/xmpp-ftw/xmpp-ftw-wtf
// Version: 1.1.0 (2014)

import * as z from 'zod/mini'
import { event } from './define.ts'

/** The stanza's XML, whole. One that is longer than an event may be is not told. */
export const UnknownStanza = z.string()

export const events = { 'xmpp.wtf.push': event(UnknownStanza) }
