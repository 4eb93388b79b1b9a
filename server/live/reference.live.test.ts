import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ProtocolError } from '#protocol/define.ts'
import { type CommandInput, type CommandName, commands, type EventName, events } from '#protocol/index.ts'
import { Rsm } from '#protocol/rsm.ts'
import * as script from '../../web/client/hoverboard.ts'
import { type Case, readCases } from '../reference/cases.ts'
import { isDocumented, readDocumented } from '../reference/documented.ts'
import { Cast, freshAccount, type Person } from './cast.ts'

// Signing in is not asked with an acknowledgement; what ends a session or an account is asked by who has one to lose.
const LOGIN = /^xmpp\.login/u
const ENDS = /^xmpp\.(?:logout|session\.end|register\.)/u
const examples = readCases().filter(
  ({ command, given }) => command && !LOGIN.test(command[0]) && !given.signIn,
)
const names = [...new Set(examples.map(({ command }) => command?.[0] ?? ''))]

describe.each(inject('targets'))(
  'the examples of the reference, with the script client, on $kind',
  (target) => {
    const { url, server } = target
    const cast = new Cast(target)
    let documented: Awaited<ReturnType<typeof readDocumented>>
    let doc: Person
    let marty: script.Client
    let account: { jid: string; password: string }
    const strange: string[] = []

    const signIn = async (kind: 'register' | 'password', who: { jid: string; password: string }) => {
      const client = await script.signIn(url, { kind, ...who })
      // Whatever else a server tells meanwhile must be in the reference, too.
      for (const name of Object.keys(events) as EventName[])
        client.on(name, (data: unknown) => {
          const parsed = events[name].data.safeParse(data)
          if (!parsed.success) strange.push(`${name}: ${JSON.stringify(data)}`)
        })
      await new Promise<void>((resolve) => client.on('xmpp.connection', () => resolve()))
      return client
    }
    beforeAll(async () => {
      documented = await readDocumented()
      doc = await cast.enter('doc')
      account = freshAccount(target, 'marty')
      marty = await signIn('register', account)
    })
    afterAll(async () => {
      await marty?.request('xmpp.logout').catch(() => undefined)
      marty?.end()
      await cast.end()
      expect(strange).toEqual([])
    })

    /** Addresses of the examples become those of this server; what of it knows nobody stays a stranger. */
    function here(value: unknown, room: string): unknown {
      if (Array.isArray(value)) return value.map((each) => here(each, room))
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, here(each, room)]))
      if (typeof value !== 'string') return value
      return (
        value
          .replace(/hillvalley@rooms\.hill\.example/giu, room)
          .replaceAll('rooms.hill.example', server.mucDomain)
          // A node of one's own: services let operators alone make some.
          .replaceAll('pubsub.hill.example', account.jid)
          .replace(/\bmarty@hill\.example/gu, account.jid)
          .replace(/\bdoc@hill\.example/gu, doc.jid)
          .replaceAll('hill.example', server.domain)
      )
    }

    async function open({ given }: Case): Promise<string> {
      const room = `clock-${randomUUID().slice(0, 8)}@${server.mucDomain}`
      const nick = given.rooms?.[0]?.nick
      if (nick === undefined) await doc.ok('xmpp.muc.create', { room, nick: 'Doc', instant: true })
      else {
        await marty.request('xmpp.muc.create', { room, nick, instant: true })
        await doc.ok('xmpp.muc.join', { room, nick: 'Doc' })
      }
      return room
    }

    const needsRoom = ({ given, command }: Case) =>
      given.rooms !== undefined || JSON.stringify(command).toLowerCase().includes('hillvalley@')

    for (const name of names)
      it(`${name}: answered as it is documented`, { timeout: 120_000 }, async () => {
        for (const example of examples.filter(({ command }) => command?.[0] === name)) {
          if (ENDS.test(name)) {
            account = freshAccount(target, 'biff')
            marty.end()
            marty = await signIn('register', account)
          }
          const room = needsRoom(example) ? await open(example) : 'nowhere@rooms.example'
          const payload = here(example.command?.[1] ?? {}, room)
          await expectDocumented(name as CommandName, payload, example)
        }
      })

    async function expectDocumented(name: CommandName, payload: unknown, { slice, name: example }: Case) {
      const what = `${slice}/${example}`
      const heard = await new Promise<unknown[]>((resolve) => {
        marty.send(name, payload as CommandInput<typeof name>, (...answer: unknown[]) => resolve(answer))
      })
      const [error, reply, rsm] = heard
      if (error) {
        const parsed = ProtocolError.safeParse(error)
        expect(parsed.error?.issues, what).toBeUndefined()
        expect(
          isDocumented(documented, name, error as ProtocolError),
          `${what}: ${JSON.stringify(error)}`,
        ).toBe(true)
        return
      }
      const schema = commands[name].reply as unknown as {
        safeParse(value: unknown): { error?: { issues: unknown } }
      }
      expect(schema.safeParse(reply).error?.issues, `${what}: ${JSON.stringify(reply)}`).toBeUndefined()
      if (rsm !== undefined) expect(Rsm.safeParse(rsm).error?.issues, what).toBeUndefined()
    }
  },
)
