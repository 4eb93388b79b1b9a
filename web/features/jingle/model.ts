import { bareOf } from '#protocol/jid.ts'
import { events } from '#protocol/jingle.ts'
import { chatWith } from '../../lib/conversation.ts'
import { t, withWords } from '../../lib/i18n.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import { rosterModel } from '../roster/model.ts'
import { timelineModel } from '../timeline/model.ts'

/** Tells of a contact's call (XEP-0166). The gateway refuses it: this page takes none. */
export const jingleModel = defineModel('jingle', (use) => {
  learn(events)
  const { contacts, nameOf } = use(rosterModel)
  const timeline = use(timelineModel)

  const reducers: Reducers = {
    'xmpp.jingle.request': ({ from, jingle: { action, contents = [] } }) => {
      const jid = bareOf(from)
      // A stranger could fill the page by it.
      if (action !== 'session-initiate' || jid === undefined || !contacts.has(jid)) return
      const isCall = contents.some(({ description }) => description !== undefined)
      withWords('jingle', () => {
        const text = t(isCall ? 'jingle:called' : 'jingle:offered', { name: nameOf(jid) })
        timeline.notice(chatWith(jid), text)
        toast({ text })
      })
    },
  }
  return { reducers }
})
