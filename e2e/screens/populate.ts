import { ScriptClient } from '../perf/scriptClient.ts'
import { accountOf, type Person, type ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'
import { furnish } from './furnish.ts'

const LONG =
  'When the clock tower is struck we have exactly one chance, and a cable that must not come loose: check both ends, then check them again, and do not be late.'

/** People in the rooms, words in every direction, and a long name: what the pictures show. */
export async function populate(url: string, server: ServerInfo): Promise<Crowd> {
  const tower = `clock-tower@${server.mucDomain}`
  const cafe = `cafe80s@${server.mucDomain}`
  const come = (who: Person) => new ScriptClient(url).start(accountOf(server, who))
  const [marty, lorraine, george, biff] = await Promise.all([
    come('marty'),
    come('lorraine'),
    come('george'),
    come('biff'),
  ])
  await marty.ask('xmpp.presence', { status: 'Late, as always' })
  await lorraine.ask('xmpp.presence', { show: 'away', status: 'At the dance' })
  await george.ask('xmpp.presence', { show: 'dnd' })
  await marty.ask('xmpp.muc.join', { room: tower, nick: 'Marty', password: '1.21-gigawatts' })
  await lorraine.ask('xmpp.muc.join', { room: tower, nick: 'Lorraine', password: '1.21-gigawatts' })
  await marty.ask('xmpp.muc.join', { room: cafe, nick: 'Marty' })
  await george.ask('xmpp.muc.join', {
    room: cafe,
    nick: 'George “I am your density” McFly, author of science fiction',
  })
  const guests = await Promise.all(
    Array.from({ length: 24 }, async (_, index) => {
      const guest = await new ScriptClient(url).startGuest(server.anonymousDomain)
      await guest.ask('xmpp.muc.join', { room: cafe, nick: `${NAMES[index % NAMES.length]} ${index + 1}` })
      return guest
    }),
  )
  const say = (content: string) => marty.ask('xmpp.muc.message', { room: tower, content })
  await say('The cable is up. https://example.org/plans/clock-tower?side=north')
  await lorraine.ask('xmpp.muc.message', { room: tower, content: LONG })
  await lorraine.ask('xmpp.muc.message', { room: tower, content: '/me waves from the street' })
  await say('⚡️🕙')
  await george.ask('xmpp.muc.message', { room: cafe, content: 'مرحبا، هل من مقعد هنا؟' })
  await marty.ask('xmpp.chat.message', { to: `doc@${server.domain}`, content: LONG, receipt: true })
  await marty.ask('xmpp.chat.message', { to: `doc@${server.domain}`, content: 'One more thing.' })
  await marty.ask('xmpp.muc.invite.direct', { room: cafe, to: `doc@${server.domain}`, reason: 'Pepsi?' })
  // Nobody whom Doc knows.
  for (const [guest, content] of [
    [guests[0], 'Is it true that you have a car that goes to 1985? https://cars.example/'],
    [guests[1], LONG],
  ] as const)
    await guest?.ask('xmpp.chat.message', { to: `doc@${server.domain}`, content })
  const crowd: Crowd = {
    marty,
    lorraine,
    george,
    biff,
    end() {
      for (const client of [marty, lorraine, george, biff, ...guests]) client.end()
    },
  }
  await furnish(crowd, server, url)
  return crowd
}

const NAMES = ['Jennifer', 'Strickland', 'Goldie', 'Needles', 'Seamus', 'Clara', 'Buford', 'Marvin']
