// XEP-0352: Client State Indication
// Source: https://xmpp.org/extensions/xep-0352.html
// Version: 0.2 (2015-10-02)

import * as z from 'zod/mini'
import { command, Done } from './define.ts'

export const commands = {
  /** Whether this tab can be seen. A tab that says nothing counts as seen. */
  'xmpp.session.visibility': command(z.object({ visible: z.boolean() }), Done, 'optional'),
}
