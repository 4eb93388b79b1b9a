import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { TraceEntry } from '#protocol/trace.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Cast, freshRoom, type Person } from './cast.ts'
import type { Peer } from './peer.ts'
import { locked, setField } from './rooms.ts'

/** All that a tab has heard of what passes. */
function watching(peer: Peer): {
  all: TraceEntry[]
  group(of: (entry: TraceEntry) => boolean): TraceEntry[]
} {
  const all: TraceEntry[] = []
  peer.socket.on('xmpp.trace.entry', ({ entries }: { entries: TraceEntry[] }) => all.push(...entries))
  return {
    all,
    group(of) {
      const one = all.find(of)
      return all.filter(({ group }) => group === one?.group)
    },
  }
}

const words = ({ kind, direction, name }: TraceEntry) => `${kind} ${direction} ${name}`

describe.each(inject('targets'))('the console, on $kind', (target) => {
  let gateway: Gateway
  let cast: Cast
  let marty: Person
  let doc: Person
  let second: Peer
  let seen: ReturnType<typeof watching>
  beforeAll(async () => {
    gateway = await startGateway(target.server, { env: { HOVERBOARD_TRACE: 'on' } })
    cast = new Cast({ ...target, url: gateway.url })
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    second = cast.tab(marty.cookie)
    await second.hear('xmpp.session.snapshot')
    seen = watching(marty)
    await marty.ok('xmpp.trace.start', {})
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
  })

  it('a request stands with its stanzas and its acknowledgement, each with its own', async () => {
    const names = ['xmpp.ping', 'xmpp.version.get', 'xmpp.discover.info'] as const
    const to = target.server.domain
    await Promise.all(names.map((name) => marty.raw(name, { to, of: to })))
    for (const name of names) {
      const found = () => seen.group((entry) => entry.kind === 'command' && entry.name === name).map(words)
      await expect
        .poll(found)
        .toEqual([`command out ${name}`, 'stanza out iq', 'stanza in iq', `ack in ${name}`])
    }
    // The ids of what is asked and answered agree: nothing was put together by its place alone.
    for (const entry of seen.all.filter(
      ({ kind, direction, name }) => `${kind} ${direction} ${name}` === 'stanza out iq',
    )) {
      const [asked, answered] = seen.all.filter(({ group, xml }) => group === entry.group && xml)
      expect(idOf(answered)).toBe(idOf(asked))
    }
  })

  it('a message stands with its stanza, on the way out and on the way in', async () => {
    await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'Great Scott', id: 'gs-1' })
    const out = () => seen.group(({ data }) => (data as { id?: string } | undefined)?.id === 'gs-1')
    await expect
      .poll(() => out().map(words).slice(0, 3))
      .toEqual(['command out xmpp.chat.message', 'stanza out message', 'ack in xmpp.chat.message'])
    expect(out()[1]?.xml).toContain('<body>Great Scott</body>')
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'Heavy' })
    const back = () => seen.group(({ xml }) => xml?.includes('<body>Heavy</body>') === true)
    await expect.poll(() => back().map(words)).toEqual(['stanza in message', 'event in xmpp.chat.message'])
    expect(back()[1]?.data).toMatchObject({ content: 'Heavy' })
    expect(back()[0]?.peer).toBe(doc.jid)
  })

  it('entering a room is one exchange, and its people are each their own', async () => {
    const room = freshRoom(target, 'traced')
    await marty.ok('xmpp.muc.create', { room, nick: 'Marty', instant: true })
    await doc.ok('xmpp.muc.join', { room, nick: 'Doc' })
    const theirs = () => seen.group(({ kind, name }) => kind === 'command' && name === 'xmpp.muc.create')
    await expect.poll(() => theirs().at(-1)?.kind).toBe('ack')
    expect(theirs().filter(({ kind }) => kind === 'event')).toEqual([])
    const arrival = () =>
      seen.group(({ name, data }) => name === 'xmpp.muc.roster' && (data as { nick?: string }).nick === 'Doc')
    await expect
      .poll(() => arrival().map(words).slice(0, 2))
      .toEqual(['stanza in presence', 'event in xmpp.muc.roster'])
    expect(arrival()[0]?.xml).toContain('/Doc')
  })

  it('a room’s password is nowhere in it, while the room works', async () => {
    const canary = 'canary 1.21 GW'
    const room = freshRoom(target, 'vault')
    await marty.ok('xmpp.muc.create', { room, nick: 'Marty', instant: true, password: canary })
    const form = await marty.ok('xmpp.muc.room.config.get', { room })
    expect(JSON.stringify(form)).toContain(canary)
    await setField(marty, room, locked(canary))
    await marty.ok('xmpp.bookmarks.set', { room, nick: 'Marty', password: canary, autojoin: false })
    await doc.ok('xmpp.muc.join', { room, nick: 'Doc', password: canary })
    await doc.ok('xmpp.muc.invite.direct', { room, to: marty.jid, password: canary })
    await marty.hear('xmpp.muc.invite', { room, password: canary })
    await expect
      .poll(() => seen.all.some(({ name, peer }) => name === 'xmpp.muc.invite' || peer === doc.jid))
      .toBe(true)
    await expect
      .poll(() =>
        seen
          .group(({ name }) => name === 'xmpp.bookmarks.set')
          .map(words)
          .at(-1),
      )
      .toBe('ack in xmpp.bookmarks.set')
    const told = JSON.stringify(seen.all)
    expect(told).toContain(room)
    for (const form of [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64')])
      expect(told.includes(form), form).toBe(false)
  })

  it('the other tab of the session hears nothing of it', async () => {
    await second.silent('xmpp.trace.entry')
    await second.ok('xmpp.ping', {})
    await expect.poll(() => seen.all.some(({ kind, by }) => kind === 'command' && by === 'tab')).toBe(true)
  })

  it('who says stop hears nothing more', async () => {
    await marty.ok('xmpp.trace.stop', {})
    marty.forget()
    await marty.ok('xmpp.ping', {})
    await marty.silent('xmpp.trace.entry')
  })

  it('nobody hears anything where the operator does not let them, as is so by default', async () => {
    const plain = new Cast(target)
    const biff = await plain.enter('biff')
    expect(await biff.refused('xmpp.trace.start', {})).toMatchObject({ reason: 'not-allowed' })
    await biff.ok('xmpp.ping', {})
    await biff.silent('xmpp.trace.entry')
    await plain.end()
  })
})

const idOf = (entry: TraceEntry | undefined) => /\bid=["']([^"']+)/u.exec(entry?.xml ?? '')?.[1]
