import { bareJid } from '#protocol/jid.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { rosterModel } from '../roster/model.ts'

/**
 * Answers wishes for a delivery receipt (XEP-0184 §5.4). Only to those who may see our presence: a receipt tells that
 * we are here. Several tabs answer; the gateway lets one through.
 */
export const receiptsModel = defineModel('receipts', (use, { request }) => {
  const { contacts } = use(rosterModel)
  const reducers: Reducers = {
    'xmpp.chat.message': ({ from, id, receipt, content, carbon }) => {
      if (!receipt || id === undefined || content === undefined || carbon) return
      const subscription = contacts.get(bareJid(from))?.subscription
      if (subscription !== 'both' && subscription !== 'from') return
      const to = from.resource === undefined ? bareJid(from) : `${bareJid(from)}/${from.resource}`
      void request('xmpp.chat.receipt', { to, id })
    },
  }
  return { reducers }
})
