import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { befriend, Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

/** A little more than a gateway waits before it says that nobody looks. */
const REST_MS = 31_000

describe.each(inject('targets'))('out of sight, on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  let room: string
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    await befriend(marty, doc)
    room = await openRoom('csi', doc, [marty])
  })
  afterAll(() => cast.end())

  it('presence may wait, words do not; back in sight all of it is there, in order', {
    timeout: 90_000,
  }, async () => {
    await marty.ok('xmpp.session.visibility', { visible: false })
    await pause(REST_MS)
    marty.forget()
    // Three in a row: who keeps presence back may keep the last one only.
    for (const status of ['One', 'Two', 'Three']) doc.say('xmpp.presence', { status })
    await doc.ok('xmpp.ping', {})
    await marty.silent('xmpp.presence', { status: 'Three' }, 700)
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'Marty!' })
    await marty.hear('xmpp.chat.message', { content: 'Marty!' })
    for (const content of ['a', 'b', 'c']) await doc.ok('xmpp.muc.message', { room, content })
    // COMPAT: Prosody 0.12 lets a room's words wait for the next sign of life from us, which is never far.
    await marty.hear('xmpp.muc.message', { content: 'c' }, 20_000)
    await doc.ok('xmpp.presence', { show: 'away', status: 'Four' })
    await marty.ok('xmpp.session.visibility', { visible: true })
    await marty.hear('xmpp.presence', { status: 'Four' })
    for (const content of ['a', 'b']) await marty.hear('xmpp.muc.message', { content })
    // Acknowledgements still agree: what is said now arrives, and the link holds.
    await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'Doc!' })
    await doc.hear('xmpp.chat.message', { content: 'Doc!' })
    await marty.silent('xmpp.session.state', { state: 'reconnecting' })
  })
})
