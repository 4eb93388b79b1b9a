import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { Outsider } from '../pages/outsider.ts'
import { comesTrue, type Fault } from './fault.ts'
import type { Stage } from './stage.ts'
import { rule } from './way.ts'

const NS_DELAY = 'urn:xmpp:delay'

/** Stanzas that clients like ours have died of, or went round in circles for. */
const poison = (to: string, other: string): string[] => {
  const deep = `${'<a>'.repeat(90)}${'</a>'.repeat(90)}`
  const said = (more: string) => `<message to='${to}' type='chat'><body>x</body>${more}</message>`
  return [
    `<message to='${to}' type='error' id='constructor'/>`,
    `<message to='${to}' type='error' id='__proto__'><body>x</body></message>`,
    `<message to='${to}' type='chat' id='push'><body/></message>`,
    `<message to='${to}' type='groupchat'><body>not a room</body></message>`,
    `<message to='${to}'><x xmlns='http://jabber.org/protocol/muc#user'><invite from='@'/></x></message>`,
    `<message to='${to}'><x xmlns='jabber:x:conference' jid='/x'/></message>`,
    `<message to='${to}'><received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'/></received></message>`,
    `<message to='${to}'><result xmlns='urn:xmpp:mam:2' queryid='1'/></message>`,
    `<message to='${to}'><event xmlns='http://jabber.org/protocol/pubsub#event'><items/></event></message>`,
    said(`<delay xmlns='${NS_DELAY}' stamp='never' from='@'/>`),
    said("<stanza-id xmlns='urn:xmpp:sid:0'/><origin-id xmlns='urn:xmpp:sid:0'/>"),
    said(`<stanza-id xmlns='urn:xmpp:sid:0' by='${to}' id='forged'/>`.repeat(3)),
    said("<replace xmlns='urn:xmpp:message-correct:0'/>"),
    said("<retract xmlns='urn:xmpp:message-retract:1' id=''/>"),
    said("<displayed xmlns='urn:xmpp:chat-markers:0'/>"),
    said(deep),
    `<presence to='${to}' type='error'/>`,
    `<presence to='${to}'><x xmlns='http://jabber.org/protocol/muc#user'><item jid='@'/><status code='110'/></x></presence>`,
    `<iq to='${to}' type='set' id='p1'><query xmlns='jabber:iq:roster'><item jid='@'/></query></iq>`,
    `<iq to='${other}' type='result' id='1'/>`,
  ]
}

const residentKb = (pid: number | undefined) =>
  Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

const accountOf = (stage: Stage, name: 'ana' | 'bea' | 'sam') => {
  const account = stage.casting.accounts.get(name)
  if (!account) throw new Error(`${name} does not play`)
  return account
}

const anyOther = (stage: Stage) => {
  const account = stage.server.accounts.find(({ name }) => name === 'biff')
  if (!account) throw new Error('No biff')
  return account
}

export const contentFaults: Fault[] = [
  {
    id: 'F17',
    title: 'a reader that stops reading',
    seconds: 40,
    async run(stage, pace) {
      const before = residentKb(stage.gateway.pid)
      const socket = await stage.sam.deafTab()
      const flood = await Outsider.enter(stage.server, anyOther(stage))
      const big = 'x'.repeat(16_000)
      const { jid } = accountOf(stage, 'sam')
      const until = Date.now() + 30_000 * pace.scale
      let most = before
      while (Date.now() < until) {
        for (let each = 0; each < 10; each++) flood.say(jid, big)
        await pace.really(0.05)
        most = Math.max(most, residentKb(stage.gateway.pid))
      }
      flood.leave()
      socket.close()
      // 20 MB for what is outstanding, and what a collector leaves lying about.
      const grown = Math.round((most - before) / 1024)
      stage.observe('memory stays', grown < 120, `${grown} MB more`)
    },
  },
  {
    id: 'F22',
    title: 'poison stanzas',
    seconds: 15,
    async run(stage, pace) {
      const other = await Outsider.enter(stage.server, anyOther(stage))
      const { pid } = stage.gateway
      const before = stage.sam.states.length
      for (const name of ['ana', 'sam'] as const)
        for (const stanza of poison(accountOf(stage, name).jid, accountOf(stage, 'bea').jid)) {
          other.send(stanza)
          await pace.really(0.05)
        }
      // Bounces come back from addresses that are none.
      for (const to of ['@', '/x', 'bob@', `nobody@${stage.server.domain}/@`])
        await stage.sam.command('xmpp.chat.message', { to, content: 'x' }).catch(() => {})
      await pace.really(3)
      stage.observe('the same process', stage.gateway.isRunning() && stage.gateway.pid === pid)
      const breaks = stage.sam.states.length - before
      stage.observe('no link is lost for it', breaks === 0, `${breaks} changes of state`)
      other.leave()
    },
  },
  {
    id: 'F23',
    title: 'entries that cannot be sent',
    seconds: 12,
    async run(stage, pace) {
      const { jid } = accountOf(stage, 'ana')
      for (const [what, content] of [
        ['too long', 'x'.repeat(100_000)],
        ['U+0000', 'a\u0000b'],
        ['U+FFFE', 'a\ufffeb'],
      ] as const) {
        const refused = await stage.sam
          .command('xmpp.chat.message', { to: jid, content })
          .then(() => false)
          .catch((error: Error) => !/timeout/u.test(error.message))
        stage.observe(`${what} is refused`, refused)
      }
      // Over the frame limit the socket closes; it comes back, and the rest goes on.
      stage.sam.command('xmpp.chat.message', { to: jid, content: 'x'.repeat(200_000) }).catch(() => {})
      await pace.really(4)
      const composer = stage.ana.page.getByRole('textbox', { name: /^Message / })
      await composer.evaluate((each) => {
        each.dispatchEvent(new InputEvent('input', { bubbles: true }))
      })
      await pace.really(2)
    },
  },
  {
    id: 'F24',
    title: 'archive trouble: a thousand missed, and the link breaks while they are read',
    seconds: 60,
    clear: true,
    async run(stage, pace) {
      const { back, front } = stage
      front.hold('up', 'down')
      const count = Math.round(1000 * pace.scale)
      const xen = stage.actors.get('xen')
      for (let each = 0; each < count; each++) {
        await xen?.say('hall', `xen-hall-${800_000 + each}`)
        if (each % 20 === 0) await pace.really(0.2)
      }
      const fin = rule('down', /<fin /u, 'reset', 2)
      back.rules = [fin]
      // Both are away: the pages must read what was said meanwhile, and are broken off twice.
      back.reset()
      front.reset()
      front.release()
      await comesTrue(() => fin.seen >= 2, 20_000)
      stage.observe('an archive was broken off', fin.seen > 0, `${fin.seen} times`)
      back.heal()
      front.heal()
      await pace.wait(10)
    },
  },
  {
    id: 'F26',
    title: 'few descriptors, three hundred sockets',
    seconds: 20,
    async run(stage, pace) {
      const pid = String(stage.gateway.pid)
      execFileSync('prlimit', [`--pid=${pid}`, '--nofile=256:256'])
      const sockets = Array.from({ length: 300 }, () => connect(stage.gateway.port, '127.0.0.1'))
      for (const each of sockets) each.on('error', () => {})
      await pace.really(6)
      stage.observe('the same process', stage.gateway.isRunning() && String(stage.gateway.pid) === pid)
      for (const each of sockets) each.destroy()
      await pace.really(3)
      const health = await fetch(`${stage.gateway.url}/health`).catch(() => undefined)
      stage.observe('it serves', health?.ok === true)
    },
  },
]
