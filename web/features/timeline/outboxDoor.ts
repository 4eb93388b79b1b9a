import { bareJid } from '#protocol/jid.ts'
import { type ConversationId, chatWith } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { sessionModel } from '../session/model.ts'
import { vaultModel } from '../session/vault.ts'
import { timelineModel } from './model.ts'
import type { OutboxDesk } from './outboxDesk.ts'

/** Something of a conversation has not been sent: it waits, or somebody has to decide about it. */
export type Unsent = 'waiting' | 'failed'

/** The way to the outbox, whose code comes at once but not first: what is done before then is done then, in order. */
export const outboxDoor = defineModel('outbox', (use, { request, now }) => {
  const session = use(sessionModel)
  const timeline = use(timelineModel)
  const vault = use(vaultModel)
  const unsent = new Collection<ConversationId, Unsent>()
  /** False when this browser keeps nothing: what is not sent ends with the page. */
  const keeps = new Value(true)
  const early: ((desk: OutboxDesk) => void)[] = []
  let desk: OutboxDesk | undefined
  let isOpening = false
  let isOver = false

  async function open(): Promise<void> {
    if (isOpening || isOver) return
    isOpening = true
    const account = await vault.account()
    const module = await import('./outboxDesk.ts').catch(() => undefined)
    isOpening = false
    // Without a way to the gateway there is no code either: with the way, it is fetched again.
    if (!module || isOver) return
    stop()
    desk = new module.OutboxDesk({ account, request, now, session, timeline, vault, unsent, keeps })
    for (const deed of early.splice(0)) deed(desk)
  }
  const stop = session.link.subscribe(() => void open())
  void open()

  function act(deed: (desk: OutboxDesk) => void): void {
    if (desk) deed(desk)
    else early.push(deed)
  }
  function confirm(...ids: (string | undefined)[]): void {
    for (const id of ids) if (id !== undefined) act((each) => each.confirm(id))
  }

  function heard(isEcho: boolean, id: string | undefined, originId: string | undefined): void {
    if (!isEcho) confirm(id, originId)
    else if (id !== undefined) act((each) => each.echoed(id))
  }

  const reducers: Reducers = {
    'xmpp.delivery.confirmed': ({ id }) => confirm(id),
    'xmpp.muc.message': ({ id, originId, own, echo = false }) => {
      if (own) heard(echo, id, originId)
    },
    'xmpp.chat.sent': ({ id, originId, echo = false }) => heard(echo, id, originId),
    'xmpp.chat.receipt': ({ from, id }) => act((each) => each.received(id, chatWith(bareJid(from)))),
    'xmpp.mam.message': ({ id, originId }) => {
      // A page of the past is long, and nothing of it is known before what waits here is.
      if (desk) confirm(id, originId)
    },
    'xmpp.chat.error': ({ id }) => act((each) => each.bounced(id)),
    'xmpp.muc.error': ({ id, type }) => {
      if (type === 'message') act((each) => each.bounced(id))
    },
    'xmpp.muc.roster': ({ room, self, present }) => {
      if (self && present !== false) desk?.entered(room)
    },
    'xmpp.session.snapshot': () => act((each) => queueMicrotask(() => each.sweep())),
  }

  return {
    reducers,
    unsent,
    keeps,
    act,
    /** Nothing goes out of this page any more, and another tab may send. */
    close(): void {
      isOver = true
      stop()
      desk?.close()
    },
  }
})
