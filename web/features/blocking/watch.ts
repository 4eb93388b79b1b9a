import { events } from '#protocol/blocking.ts'
import { t } from '../../lib/i18n.ts'
import { batch } from '../../store/batch.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import { BlockIcon } from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { stopFor } from './address.ts'
import { blockingCommands } from './commands.ts'
import { type Blockee, blockingModel } from './model.ts'

/** A server that keeps no such list. */
const UNSUPPORTED = new Set(['service-unavailable', 'feature-not-implemented'])

/** Keeps the block list as the server has it, whichever device changes it (XEP-0191). */
export const blockingWatch = defineModel('blockingWatch', (use, { request }) => {
  learn(events)
  const { rows, known, ask, actions } = use(blockingModel)
  const { requests, silence } = use(presenceModel)
  const roster = use(rosterModel)
  const session = use(sessionModel)
  const { unblockNow } = use(blockingCommands)
  let round = 0

  async function load(): Promise<void> {
    round++
    const own = round
    actions.add(itemFor)
    roster.personActions.add(itemsFor)
    const result = await request('xmpp.blocking.get', {})
    if (own !== round) return
    if (!result.ok) {
      if (UNSUPPORTED.has(result.error.condition ?? '')) known.set('unsupported')
      return
    }
    batch(() => {
      const now = new Set(result.value)
      for (const jid of rows.keys()) if (!now.has(jid)) rows.delete(jid)
      for (const jid of now) rows.set(jid, true)
      known.set('yes')
    })
  }
  const loadSoon = () => void load().catch(() => {})

  // COMPAT: Prosody 0.12 asks again, at each sign-in, for somebody whose request was never answered.
  const dropRequests = () => {
    for (const jid of [...requests.keys()])
      if (stopFor(jid, (each) => rows.has(each)) !== undefined) requests.delete(jid)
  }
  // COMPAT: ejabberd 23.01 says no goodbye in the name of whom one blocked.
  const silenceBlocked = () => silence((jid) => stopFor(jid, (each) => rows.has(each)) !== undefined)
  rows.subscribeKeys(dropRequests)
  rows.subscribeKeys(silenceBlocked)
  requests.subscribeKeys(dropRequests)

  function itemFor(blockee: Blockee): MenuItem {
    const stop = stopFor(blockee.jid, (each) => rows.has(each))
    const isWhole = stop !== undefined && stop !== blockee.jid
    return {
      id: 'block',
      label: t(stop === undefined ? 'blocking:block' : 'blocking:unblock'),
      icon: BlockIcon,
      ...(stop === undefined ? { tone: 'danger' } : {}),
      ...(known.get() === 'unsupported' ? { disabled: t('blocking:unsupported') } : {}),
      ...(known.get() === 'unknown' ? { disabled: t('blocking:notKnown') } : {}),
      ...(isWhole ? { hint: t('blocking:asPartOf', { address: stop }) } : {}),
      onSelect: () =>
        stop === undefined ? ask(blockee) : unblockNow(isWhole ? { jid: stop, name: stop } : blockee),
    }
  }
  function itemsFor(jid: string): MenuItem[] {
    return jid === session.bare() ? [] : [itemFor({ jid, name: roster.contacts.get(jid)?.name ?? jid })]
  }

  const reducers: Reducers = {
    'xmpp.blocking.push': ({ action, jids, all }) => {
      if (all && action === 'unblock') rows.clear()
      for (const jid of jids)
        if (action === 'block') rows.set(jid, true)
        else rows.delete(jid)
    },
    'xmpp.connection': loadSoon,
    'xmpp.session.snapshot': loadSoon,
  }
  loadSoon()
  return { reducers, load }
})
