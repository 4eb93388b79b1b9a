import { ScriptClient } from '../perf/scriptClient.ts'
import { accountOf, type ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'

const ROOMS = {
  observatory: 'Hill Valley Observatory',
  lecture: 'Lecture Hall',
  library: 'Public Library',
  society: 'Enchantment Under the Sea Committee',
  vault: 'Vault',
  mall: 'Twin Pines Mall',
  saloon: 'Palace Saloon',
  hall: 'City Hall',
} as const
const SURNAMES = ['Baines', 'Brown', 'Clayton', 'Jones', 'McFly', 'Parker', 'Peabody', 'Strickland', 'Tannen']
const FIRST = ['Clara', 'Dave', 'Ellen', 'Jennifer', 'Linda', 'Milton', 'Sally', 'Stella', 'Verne']
const BANS = {
  biff: 'Manure in the fountain, for the third time this month',
  griff: 'Hit a moderator',
  needles: '',
} as const

/** Rooms in every state that has a picture of its own; Marty makes all of them. */
export async function furnish(crowd: Crowd, { mucDomain, domain, accounts }: ServerInfo, url: string) {
  const { marty, lorraine, george, biff } = crowd
  const at = (node: string) => `${node}@${mucDomain}`
  const doc = `doc@${domain}`
  for (const [node, name] of Object.entries(ROOMS)) {
    await marty.ask('xmpp.muc.create', { room: at(node), nick: 'Marty', instant: true })
    await configure(crowd, at(node), {
      'muc#roomconfig_roomname': name,
      'muc#roomconfig_persistentroom': true,
      'muc#roomconfig_publicroom': true,
      'muc#roomconfig_changesubject': true,
    })
  }
  const batch = (node: string, changes: object[]) =>
    marty.ask('xmpp.muc.affiliation.batch', { room: at(node), id: `furnish-${node}`, changes })
  await batch('observatory', [
    { jid: doc, affiliation: 'owner' },
    { jid: `lorraine@${domain}`, affiliation: 'admin' },
    { jid: `the-very-long-winded-ambassador-of-enchantment@${domain}`, affiliation: 'admin' },
    ...SURNAMES.flatMap((last) =>
      FIRST.slice(0, 5).map((first) => ({
        jid: `${first}.${last}@${domain}`.toLowerCase(),
        affiliation: 'member',
        reason: last === 'McFly' ? 'Family' : '',
      })),
    ),
    ...Object.entries(BANS).map(([who, reason]) => ({
      jid: `${who}@elsewhere.example`,
      affiliation: 'outcast',
      reason,
    })),
    { jid: 'spam.example', affiliation: 'outcast', reason: 'Advertising' },
  ])
  for (const node of ['lecture', 'hall', 'saloon']) await batch(node, [{ jid: doc, affiliation: 'owner' }])
  await configure(crowd, at('vault'), {
    'muc#roomconfig_passwordprotectedroom': true,
    'muc#roomconfig_roomsecret': 'great scott',
  })
  await configure(crowd, at('society'), { 'muc#roomconfig_membersonly': true })
  for (const node of ['lecture', 'library'])
    await configure(crowd, at(node), { 'muc#roomconfig_moderatedroom': true })

  await lorraine.ask('xmpp.muc.join', { room: at('observatory'), nick: 'Lorraine' })
  await george.ask('xmpp.muc.join', { room: at('observatory'), nick: 'George' })
  // The second letter is Cyrillic.
  await biff.ask('xmpp.muc.join', { room: at('observatory'), nick: 'Dоc' })
  const say = (client: ScriptClient, content: string) =>
    client.ask('xmpp.muc.message', { room: at('observatory'), content })
  for (const subject of ['Meteors', 'Meteors, and who brings the telescope', 'Meteors on Friday at nine'])
    await marty.ask('xmpp.muc.subject', { room: at('observatory'), subject })
  await say(marty, 'Doc, can you be there at nine? Lorraine brings the telescope.')
  await say(lorraine, 'Nine it is.')
  await say(biff, 'I am the Doc. Send me the key of the dome.')
  for (const [client, nick] of [
    [biff, 'Biff'],
    [george, 'George McFly'],
  ] as const) {
    await client.ask('xmpp.muc.join', { room: at('lecture'), nick })
  }
  await keepRooms(await new ScriptClient(url).start(accountOf({ accounts } as ServerInfo, 'doc')), at)
}

/** What Doc's account remembers: a room to click, one whose password was changed, one that is gone. */
async function keepRooms(doc: ScriptClient, at: (node: string) => string): Promise<void> {
  const keep = (room: string, more: object) => doc.ask('xmpp.bookmarks.set', { room, nick: 'Doc', ...more })
  await keep(at('mall'), { name: 'Twin Pines Mall', autojoin: false })
  await keep(at('vault'), { name: 'Vault', password: 'heavy', autojoin: true })
  await keep(at('society'), { name: 'Enchantment Under the Sea Committee', autojoin: true })
  doc.end()
}

async function configure({ marty }: Crowd, room: string, options: Record<string, unknown>): Promise<void> {
  const form = Object.entries(options).map(([name, value]) => ({ var: name, value }))
  await marty.ask('xmpp.muc.room.config.set', { room, form })
}
