import { comesTrue, expectSoon, type Fault, type Pace } from './fault.ts'
import type { Stage } from './stage.ts'
import { rule } from './way.ts'

/** Through the gateway's eyes: the link to the server is up, for the one whose states we hear. */
const isOnline = ({ sam }: Stage) => (sam.states.at(-1)?.state ?? 'online') === 'online'
const backOnline = (stage: Stage, withinMs = 30_000) =>
  expectSoon(stage, 'online again', withinMs, () => isOnline(stage))

/** Breaks the link, and gives the sessions time to come back, or to try. */
async function again(stage: Stage, pace: Pace, seconds = 3): Promise<void> {
  stage.back.reset()
  await pace.really(seconds)
}

async function resetOften(stage: Stage, pace: Pace): Promise<void> {
  const before = stage.sam.states.length
  for (let time = 0; time < Math.max(3, 20 * pace.scale); time++) await again(stage, pace)
  await backOnline(stage)
  const states = stage.sam.states.slice(before)
  // COMPAT: Prosody 0.12 goes on in the half stanza that the old link broke off in; there, a new session is right.
  let isGivenUp = false
  const anew = states.filter(({ state, resumed, description }) => {
    isGivenUp ||= description?.includes('does not go on') === true
    const isUnasked = state === 'online' && !resumed && !isGivenUp
    if (state === 'online') isGivenUp = false
    return isUnasked
  })
  stage.observe('resumed each time', anew.length === 0, `${anew.length} new sessions`)
}

export const linkFaults: Fault[] = [
  { id: 'F7', title: 'RST to the server every 3 s', seconds: 60, run: resetOften },
  {
    id: 'F8',
    title: 'black hole up, then down',
    seconds: 75,
    async run(stage, pace) {
      for (const direction of ['up', 'down'] as const) {
        stage.back.hold(direction)
        await pace.wait(30)
        stage.back.heal()
        await backOnline(stage, 45_000)
        await pace.wait(5)
      }
    },
  },
  {
    id: 'F9',
    title: 'the link dies again during resume, resend and bind',
    seconds: 40,
    clear: true,
    async run(stage, pace) {
      const { back } = stage
      const resumed = rule('down', /<resumed/u, 'reset', 2)
      back.rules = [resumed]
      await again(stage, pace)
      await comesTrue(() => resumed.seen >= 2, 15_000)
      stage.observe('cut at <resumed', resumed.seen > 0, `${resumed.seen} times`)
      back.heal()
      await backOnline(stage)

      // What is resent can only be told from what is new when there is something unacknowledged: acks are held first.
      back.hold('down')
      await pace.really(2)
      const resent = rule('up', /<message /u, 'reset', 1)
      back.rules = [
        rule(
          'down',
          /<resumed/u,
          (text) => {
            back.rules.push(resent)
            return text
          },
          1,
        ),
      ]
      back.reset()
      back.release()
      await comesTrue(() => resent.seen > 0, 20_000)
      stage.observe('cut at the first that is resent', resent.seen > 0)
      back.heal()
      await backOnline(stage)

      const previd = rule('up', /previd=(?:'[^']*'|"[^"]*")/u, anotherPrevid, 6)
      const bound = rule('down', /urn:ietf:params:xml:ns:xmpp-bind[^>]*><jid|<bound/u, 'reset', 3)
      back.rules = [previd, bound]
      await again(stage, pace)
      await comesTrue(() => bound.seen > 0, 20_000)
      stage.observe('cut at the bind result', bound.seen > 0, `${bound.seen} times`)
      await pace.really(2)
      back.heal()
      await backOnline(stage)

      // A server may go on there when the session does.
      const inside = rule(
        'up',
        /<\/body>/u,
        (text) => {
          setTimeout(() => back.reset(), 50)
          return text.slice(0, text.indexOf('</body>') + '</body>'.length)
        },
        1,
      )
      back.rules = [inside]
      // All that was planned may have been said by now.
      await stage.sam.say('hall', 'sam-hall-900001')
      await comesTrue(() => inside.seen > 0, 20_000)
      stage.observe('cut in the middle of a stanza', inside.seen > 0)
      await pace.really(3)
      await backOnline(stage)
    },
  },
  {
    id: 'F10',
    title: 'a server that accepts and stays silent',
    seconds: 90,
    clear: true,
    async run(stage, pace) {
      const { back } = stage
      for (const [what, harm] of [
        ['silent', () => (back.mode = 'silent')],
        ['half a handshake', () => (back.mode = 'half')],
        ['silent during SASL', () => back.rules.push(rule('up', /<auth/u, 'hold'))],
      ] as const) {
        harm()
        back.reset()
        const before = back.taken
        const people = stage.casting.plan.ours.length
        const isTried = () => back.taken > before + people
        if (pace.scale >= 0.9) await expectSoon(stage, `${what}: given up and tried again`, 25_000, isTried)
        else await pace.really(4)
        back.heal()
        await backOnline(stage)
        await pace.really(1)
      }
    },
  },
  {
    id: 'F11',
    title: 'resume refused',
    seconds: 25,
    clear: true,
    async run(stage, pace) {
      const { back } = stage
      const previd = rule('up', /previd=(?:'[^']*'|"[^"]*")/u, anotherPrevid)
      back.rules = [previd]
      for (let time = 0; time < 3; time++) {
        // So that something is on its way, and nobody knows whether it arrived.
        back.hold('down')
        await pace.really(0.5)
        back.reset()
        back.release()
        await pace.really(3)
        await backOnline(stage)
      }
      stage.observe('refused', previd.seen > 0, `${previd.seen} times`)
    },
  },
  {
    id: 'F12',
    title: 'messages while the link comes back, nothing in clear text',
    seconds: 60,
    async run(stage, pace) {
      const spoken = rule('up', /<message |<iq |<presence/u, 'note')
      stage.back.rules = [spoken]
      await resetOften(stage, pace)
      stage.observe('no stanza before TLS', spoken.seen === 0, `${spoken.seen}`)
    },
  },
  {
    id: 'F13',
    title: 'the browsers’ link: RST, black hole, refused',
    seconds: 60,
    async run(stage, pace) {
      const { front } = stage
      const broken = () => stage.ana.page.getByText('The connection to Hoverboard is broken.').isVisible()
      const back = () => expectSoon(stage, 'the page is back', 20_000, async () => !(await broken()))
      for (let time = 0; time < 3; time++) {
        front.reset()
        await pace.wait(3)
      }
      front.mode = 'refuse'
      front.reset()
      await expectSoon(stage, 'the page says so', 10_000, broken)
      await pace.wait(5)
      front.heal()
      await back()
      front.hold('up', 'down')
      await pace.wait(25)
      if (pace.scale >= 0.9) stage.observe('a dead link is noticed', await broken())
      front.heal()
      await back()
    },
  },
  {
    id: 'F18',
    title: 'slow server: 3 kB a second up',
    seconds: 40,
    async run(stage, pace) {
      stage.back.rate.up = 3000
      await pace.wait(40)
      stage.back.rate.up = undefined
      await backOnline(stage)
    },
  },
  {
    id: 'F20',
    title: 'every byte a packet of its own',
    seconds: 20,
    clear: true,
    async run(stage, pace) {
      stage.back.split.down = true
      stage.back.split.up = true
      await pace.wait(10)
      stage.back.reset()
      await pace.wait(10)
      stage.back.split.down = false
      await backOnline(stage)
    },
  },
]

const anotherPrevid = (text: string) => text.replace(/previd=(['"])[^'"]*\1/u, 'previd=$1nobody$1')
