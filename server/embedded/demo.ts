export interface Account {
  user: string
  password: string
  name: string
}

interface Said {
  from: string
  body: string
  /** Seconds since 1970. */
  at: number
}

export interface SeedRoom {
  node: string
  name: string
  description: string
  password?: string
  subject?: { by: string; text: string }
  affiliations: Record<string, 'owner' | 'admin' | 'member' | 'outcast'>
  messages: Said[]
}

/** What `mod_hoverboard.lua` fills a new server with. Users are local names, addresses are whole. */
export interface Seed {
  accounts: Account[]
  rosters: Record<string, { jid: string; name: string; groups: string[] }[]>
  rooms: SeedRoom[]
  chats: { between: [string, string]; messages: Said[] }[]
}

const PEOPLE: [user: string, password: string, name: string, group: string][] = [
  ['marty', 'marty-1985', 'Marty McFly', 'Hill Valley'],
  ['doc', 'doc-1955', 'Dr. Emmett Brown', 'Work'],
  ['lorraine', 'lorraine-1955', 'Lorraine Baines', 'Hill Valley'],
  ['george', 'george-1955', 'George McFly', 'Hill Valley'],
  ['biff', 'biff-2015', 'Biff Tannen', 'Work'],
]

const DAY = 24 * 3600

/** Five people who know each other, an open room, a room with a password, and what they said before you came. */
export function demoSeed(domain: string, now = new Date()): Seed {
  const today = Math.floor(now.getTime() / 1000)
  // Minutes apart, the last one `endsAgo` seconds ago: never in the future, whatever the hour is.
  const talk = (endsAgo: number, ...lines: [from: string, body: string][]): Said[] =>
    lines.map(([from, body], index) => ({
      from,
      body,
      at: today - endsAgo - (lines.length - 1 - index) * 95,
    }))
  const jid = (user: string) => `${user}@${domain}`
  return {
    accounts: PEOPLE.map(([user, password, name]) => ({ user, password, name })),
    rosters: Object.fromEntries(
      PEOPLE.map(([user]) => [
        user,
        PEOPLE.filter(([other]) => other !== user).map(([other, , name, group]) => ({
          jid: jid(other),
          name,
          groups: [group],
        })),
      ]),
    ),
    rooms: [
      {
        node: 'cafe80s',
        name: 'Café 80s',
        description: 'Open to everybody. Two Pepsis, no charge.',
        subject: { by: 'marty', text: 'Saturday: what do we do about the dance?' },
        affiliations: { [jid('marty')]: 'owner', [jid('lorraine')]: 'admin' },
        messages: [
          ...talk(
            2 * DAY,
            ['lorraine', 'Did everybody get a ticket for the dance?'],
            ['marty', 'Two. One spare, for whoever needs it.'],
            ['george', 'I might. If I find the nerve to ask.'],
          ),
          ...talk(
            5 * 3600,
            ['biff', 'Who parked in front of the café again?'],
            ['marty', 'Skateboard. It fits anywhere.'],
            ['lorraine', 'The band needs a guitar on Saturday. Any volunteers?'],
            ['marty', '/me raises a hand'],
          ),
        ],
      },
      {
        node: 'clock-tower',
        name: 'Clock Tower',
        description: 'Plans for 10:04 pm. Ask the Doc for the password.',
        password: '1.21-gigawatts',
        subject: { by: 'doc', text: 'Lightning strikes Saturday, 10:04 pm. Be early.' },
        affiliations: { [jid('doc')]: 'owner', [jid('marty')]: 'admin', [jid('lorraine')]: 'member' },
        messages: [
          ...talk(
            DAY,
            ['doc', 'The cable is long enough: I measured twice.'],
            ['marty', 'And if the hook misses the wire?'],
            ['doc', 'Then we have plenty of time to think about it.'],
          ),
          ...talk(
            3 * 3600,
            ['doc', 'Timetable: 9:00 cable, 9:45 car on the line, 10:04 lightning.'],
            ['marty', 'I set my alarm clock. Both of them.'],
          ),
        ],
      },
    ],
    chats: [
      {
        between: ['doc', 'marty'],
        messages: [
          ...talk(
            DAY + 7200,
            ['doc', 'Marty, can you come to the mall tonight? Quarter past one.'],
            ['marty', 'In the morning? Sure. What for?'],
            ['doc', 'Bring a camera. You will see.'],
          ),
          ...talk(4 * 3600, ['marty', 'The flux capacitor is… fluxing?'], ['doc', 'As it should.']),
        ],
      },
      {
        between: ['lorraine', 'marty'],
        messages: talk(
          6 * 3600,
          ['lorraine', 'You left your jacket here.'],
          ['marty', 'I pick it up after school.'],
        ),
      },
      {
        between: ['george', 'marty'],
        messages: talk(
          DAY + 3600,
          ['george', 'I wrote another story. Will you read it?'],
          ['marty', 'Only if I may say what I think of the ending.'],
        ),
      },
      {
        between: ['biff', 'doc'],
        messages: talk(
          3 * DAY,
          ['biff', 'Your car is done. Two coats of wax.'],
          ['doc', 'Two? I shall count them.'],
        ),
      },
    ].map((chat) => ({ ...chat, between: [chat.between[0] ?? '', chat.between[1] ?? ''] })),
  }
}

/** Accounts `u0`, `u1` … for measurements; strangers to each other. */
export const bulkAccounts = (count: number): Account[] =>
  Array.from({ length: count }, (_, index) => ({
    user: `u${index}`,
    password: 'secret',
    name: `User ${index}`,
  }))
