import type { Reason } from '#protocol/define.ts'
import { isForGood } from '../features/session/ending.ts'
import { sessionModel } from '../features/session/model.ts'
import { vaultModel } from '../features/session/vault.ts'
import { historyDoor } from '../features/timeline/door.ts'
import { outboxDoor } from '../features/timeline/outboxDoor.ts'
import { Models } from '../store/model.ts'
import type { Env } from '../transport/env.ts'
import { fetchSession } from '../transport/http.ts'
import { Ingress } from '../transport/ingress.ts'
import { isSomebodyElse } from '../transport/isSomebodyElse.ts'
import { createRequest } from '../transport/request.ts'
import { Connection } from '../transport/socket.ts'
import { features } from './features.ts'
import { keepParts } from './keepParts.ts'
import { loadLater } from './loadLater.ts'

export interface Wired {
  readonly models: Models<Env>
  close(): void
}

/** Puts the page together: socket → ingress → models, commands → socket. `signedOut` is called once. */
export function wire(signedOut: (reason: Reason | undefined) => void): Wired {
  let over = false
  const end = (reason: Reason | undefined) => {
    if (over) return
    // Whoever signs a browser out from afar, or deletes the account, wants nothing left in it.
    if (isForGood(reason)) void models.use(vaultModel).destroy()
    over = true
    connection.close()
    // What waits stays under the account that wrote it.
    outbox.close()
    history.close()
    signedOut(reason)
  }
  // The gateway closed the door, or opened it without a session: ask why before giving up.
  const check = async () => {
    const info = await fetchSession()
    if (info.ok && info.value.session === null) end(info.value.ended?.reason)
  }
  const connection: Connection = new Connection({
    opened: () => void check(),
    broken: (retryAt, refused) => {
      session.link.set({ state: 'broken', retryAt })
      if (refused) void check()
    },
    event: (name, data) => {
      if (over) return
      // What waits here was written by whoever was signed in before, and must not go out as anybody else's.
      if (isSomebodyElse(session.own.get(), name, data)) return end('logged-out')
      ingress.receive(name, data)
      if (name !== 'xmpp.connection') return
      // Only then it is known whose session the way leads to.
      ingress.flush()
      session.link.set({ state: 'open' })
    },
    together: (tell) => ingress.together(tell),
  })
  const models = new Models<Env>({
    request: createRequest(connection.socket, () => ingress.flush()),
    now: Date.now,
    reconnect: connection.retryNow,
  })
  const ingress = new Ingress(
    models,
    (event) => console.warn(`An event did not fit the contract: ${event}`),
    { awaited: features.flatMap(({ name, later }) => (later ? [name] : [])) },
  )
  for (const feature of features) for (const token of feature.models ?? []) models.use(token)
  const session = models.use(sessionModel)
  const outbox = models.use(outboxDoor)
  const history = models.use(historyDoor)
  const look = () => {
    const { state, reason } = session.upstream.get()
    if (state === 'ended') end(reason)
  }
  const unsubscribe = [
    session.upstream.subscribe(look),
    session.link.subscribe(look),
    loadLater(models, features, (slice) => ingress.arrived(slice)),
    keepParts(models),
  ]
  return {
    models,
    close() {
      over = true
      for (const stop of unsubscribe) stop()
      connection.close()
      outbox.close()
      history.close()
    },
  }
}
