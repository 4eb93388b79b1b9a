import { describe, expect, test } from 'vitest'
import { conversationsModel } from '../conversations/model.ts'
import { archived, at, lab, ROOM, settled, talk, withDoc } from './testTalk.ts'

const YESTERDAY = '2025-12-31T12:00:00Z'
const moderated = (id: string, more: object = {}) => ({ room: ROOM, id, nick: 'Marty', ...more })

describe('taking back one’s own', () => {
  test('its author takes a message back, and nothing of it is left to read', () => {
    const { hear, gateway, entries, jid } = talk()
    hear('Wrong window', { id: 'm1' })
    hear('Wrong window, sorry', { id: 'm2', replace: 'm1' })
    gateway.event('xmpp.chat.message', { from: jid('doc'), id: 'm3', retract: { id: 'm1' } })
    expect(entries(withDoc)).toMatchObject([{ text: '', removed: { how: 'back' } }])
    expect(entries(withDoc)[0]?.edited).toBeUndefined()
  })

  test('a contact takes nothing of ours back, nor a stranger anything of theirs', () => {
    const { hear, sent, gateway, texts, jid } = talk()
    sent('Ours', { id: 'm1' })
    hear('Theirs', { id: 'm2' })
    gateway.event('xmpp.chat.message', { from: jid('doc'), id: 'x1', retract: { id: 'm1', originId: 'm1' } })
    gateway.event('xmpp.chat.message', { from: jid('biff'), id: 'x2', retract: { id: 'm2' } })
    expect(texts(withDoc).slice(0, 2)).toEqual(['Ours', 'Theirs'])
  })

  test('what another client of ours took back is taken back here', () => {
    const { sent, gateway, entries, jid } = talk()
    sent('Ours', { id: 'm1' })
    gateway.event('xmpp.chat.sent', { from: jid('marty'), to: jid('doc'), id: 'x', retract: { id: 'm1' } })
    expect(entries(withDoc)).toMatchObject([{ own: true, removed: { how: 'back' } }])
  })

  test('an occupant id takes back what it said under any nick, by the room’s id or its own', () => {
    const { inLab, gateway, entries } = talk()
    inLab('Doc', 'One', { id: 'm1', occupantId: 'o1', ...archived('a1') })
    inLab('Doc', 'Two', { id: 'm2', originId: 'm2', occupantId: 'o1', ...archived('a2') })
    const back = (nick: string, occupantId: string, retract: object) =>
      gateway.event('xmpp.muc.message', { room: ROOM, nick, private: false, occupantId, retract })
    back('Doc', 'o2', { id: 'a1', originId: 'm1' })
    expect(entries(lab).map(({ text, failed }) => failed ?? text)).toEqual(['One', 'Two', 'author'])
    back('Emmett', 'o1', { id: 'a1' })
    back('Emmett', 'o1', { originId: 'm2' })
    expect(entries(lab).slice(0, 2)).toMatchObject([
      { removed: { how: 'back' } },
      { removed: { how: 'back' } },
    ])
  })

  test('whoever takes over a nick takes back nothing that was said under it before', () => {
    const { inLab, gateway, gone, texts } = talk()
    inLab('Doc', 'One', { id: 'm1' })
    gone('Doc')
    gateway.event('xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, retract: { id: 'm1' } })
    expect(texts(lab)).toEqual(['One'])
  })

  test('who is still there under the nick does, in a room without occupant ids', () => {
    const { inLab, gateway, entries } = talk()
    inLab('Doc', 'One', { id: 'm1' })
    gateway.event('xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, retract: { id: 'm1' } })
    expect(entries(lab)).toMatchObject([{ text: '', removed: { how: 'back' } }])
  })

  test('of a place that is empty already, the nick says that it was theirs, and no other', () => {
    const { gateway, entries } = talk()
    const tell = (nick: string, more: object) =>
      gateway.event('xmpp.muc.message', { room: ROOM, nick, private: false, ...at(YESTERDAY), ...more })
    tell('Doc', { id: 'm1', tombstone: true })
    tell('Biff', { id: 'x1', retract: { id: 'm1' } })
    expect(entries(lab)).toMatchObject([{ removed: { how: 'gone' } }])
    tell('Doc', { id: 'm2', retract: { id: 'm1' } })
    expect(entries(lab)).toMatchObject([{ author: 'Doc', text: '', removed: { how: 'back' } }])
  })

  test('a message that is read after the word that took it back is not shown', () => {
    const { hear, inLab, gateway, entries, jid } = talk()
    gateway.event('xmpp.chat.message', { from: jid('doc'), id: 'x', retract: { id: 'm1' } })
    hear('Wrong window', { id: 'm1', ...at(YESTERDAY) })
    expect(entries(withDoc)).toMatchObject([{ text: '', removed: { how: 'back' } }])
    const back = { room: ROOM, nick: 'Doc', private: false, occupantId: 'o1', retract: { id: 'a1' } }
    gateway.event('xmpp.muc.message', back)
    inLab('Doc', 'One', { id: 'm1', occupantId: 'o1', ...archived('a1'), ...at(YESTERDAY) })
    inLab('Biff', 'Two', { id: 'm1', occupantId: 'o2', ...archived('a2'), ...at(YESTERDAY) })
    expect(entries(lab)).toMatchObject([{ text: '', removed: { how: 'back' } }, { text: 'Two' }])
  })
})

describe('taken out by the room', () => {
  test('the room takes a message out by its own id, with who and why', () => {
    const { inLab, gateway, entries } = talk()
    inLab('Biff', 'Buy the almanac', { id: 'm1', occupantId: 'o1', ...archived('a1') })
    gateway.event('xmpp.muc.moderated', moderated('m1'))
    expect(entries(lab)[0]?.removed).toBeUndefined()
    gateway.event('xmpp.muc.moderated', moderated('a1', { reason: 'Spam' }))
    expect(entries(lab)).toMatchObject([
      { text: '', removed: { how: 'moderated', by: 'Marty', reason: 'Spam' } },
    ])
  })

  test('of a corrected message nothing is left, whichever part the moderator named', () => {
    const { inLab, gateway, entries } = talk()
    inLab('Biff', 'Buy', { id: 'm1', occupantId: 'o1', ...archived('a1') })
    inLab('Biff', 'Buy now', { id: 'm2', replace: 'm1', occupantId: 'o1', ...archived('a2') })
    gateway.event('xmpp.muc.moderated', moderated('a2'))
    expect(entries(lab)).toMatchObject([{ text: '', removed: { how: 'moderated' } }])
  })

  test('a correction of what was taken out is ignored', () => {
    const { inLab, gateway, texts } = talk()
    inLab('Biff', 'Buy', { id: 'm1', occupantId: 'o1', ...archived('a1') })
    gateway.event('xmpp.muc.moderated', moderated('a1'))
    inLab('Biff', 'Buy now', { id: 'm2', replace: 'm1', occupantId: 'o1', ...archived('a2') })
    expect(texts(lab)).toEqual([''])
  })

  test('a room that repeats its past does not bring back what it took out', () => {
    const { inLab, gateway, texts } = talk()
    gateway.event('xmpp.muc.moderated', moderated('a1'))
    inLab('Biff', 'Buy', { id: 'm1', ...archived('a1'), ...at(YESTERDAY) })
    inLab('Biff', 'Buy', { id: 'm1', ...archived('a1'), ...at(YESTERDAY) })
    expect(texts(lab)).toEqual([''])
  })

  test('an empty place of the archive is one line, and the room’s word says by whom', async () => {
    const { commands, gateway, entries } = talk()
    gateway.answer('xmpp.mam.query', (data) => {
      const { queryId } = data as { queryId: string }
      const row = (id: string, nick: string | undefined, more: object) =>
        gateway.event('xmpp.mam.message', {
          from: { user: 'lab', domain: 'rooms.hill.example' },
          room: ROOM,
          ...(nick ? { nick } : {}),
          mam: { id, queryId },
          ...at(YESTERDAY),
          ...more,
        })
      row('a1', 'Biff', { id: 'm1', tombstone: true })
      row('a2', 'Biff', { id: 'm2', tombstone: true })
      row('a3', undefined, { moderated: { id: 'a1', nick: 'Doc', reason: 'Spam' } })
      return { ok: true, value: {}, rsm: { first: 'a1', last: 'a3', complete: true } }
    })
    await commands.loadOlder(lab)
    expect(entries(lab)).toMatchObject([
      { author: 'Biff', removed: { how: 'moderated', by: 'Doc', reason: 'Spam' } },
      { author: 'Biff', removed: { how: 'gone' } },
    ])
  })
})

describe('what follows', () => {
  function follow() {
    const page = talk()
    const conversations = page.gateway.models.use(conversationsModel)
    page.gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', self: true, present: true })
    return { ...page, conversations }
  }

  test('unread counts, mentions and the preview forget what was taken out', () => {
    const { conversations, inLab, gateway } = follow()
    inLab('Doc', 'Hello', { id: 'm1', ...archived('a1') })
    inLab('Biff', 'Marty, buy the almanac', { id: 'm2', ...archived('a2') })
    expect(conversations.rows.get(lab)).toMatchObject({ unread: 2, mentioned: true })
    gateway.event('xmpp.muc.moderated', moderated('a2'))
    expect(conversations.rows.get(lab)).toMatchObject({
      unread: 1,
      mentioned: false,
      preview: 'This message was removed',
    })
  })

  test('what arrives empty is no news', () => {
    const { conversations, inLab, gateway } = follow()
    gateway.event('xmpp.muc.moderated', moderated('a1'))
    inLab('Biff', 'Buy', { id: 'm1', ...archived('a1') })
    expect(conversations.rows.get(lab)).toMatchObject({ unread: 0, preview: 'This message was removed' })
  })

  test('the composer lets go of a message that is gone, and arrow up does not take it', async () => {
    const { commands, gateway, out, inLab } = talk()
    commands.say(lab, 'Hello')
    await settled()
    inLab('Marty', 'Hello', { id: out()[0]?.id, own: true, ...archived('a1') })
    expect(commands.edit(lab)).toBe(true)
    gateway.event('xmpp.muc.moderated', moderated('a1'))
    expect(commands.edit(lab)).toBe(false)
  })
})
