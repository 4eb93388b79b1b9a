import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const FORM_TYPE = 'http://jabber.org/protocol/pubsub#subscribe_authorization'
const SERVICE = 'pubsub.hill.example'
const YES = [
  { var: 'pubsub#node', value: 'clock' },
  { var: 'pubsub#allow', value: true },
]

type Answer = (...args: unknown[]) => void

const question = (id: string) =>
  `<message from='${SERVICE}' to='marty@hill.example'${id}><x xmlns='jabber:x:data' type='form'>
    <field var='FORM_TYPE' type='hidden'><value>${FORM_TYPE}</value></field>
    <field var='pubsub#allow' type='boolean'><value>0</value></field></x></message>`

/** A session whose owner has just been asked; `answers` are what an answer of the browser goes to. */
async function asked(id = " id='approve1'", times = 1) {
  const session = new TestManager(createExtensions()).online()
  const answers: Answer[] = []
  session.socket.send = (event: string, data: unknown, ack?: unknown) => {
    session.told.push([event, data])
    if (typeof ack === 'function') answers.push(ack as Answer)
  }
  session.receive(question(id).repeat(times))
  await settled()
  const [answer] = answers
  if (answer === undefined) throw new Error('Nobody was asked')
  if (times === 1) session.forget()
  return { session, answer, answers }
}

test('the owner’s answer goes to the service under the id of its question', async () => {
  const { session, answer } = await asked()
  answer(YES)
  expect(session.sent).toEqual([
    `<message to="${SERVICE}" id="approve1"><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE" type="hidden"><value>${FORM_TYPE}</value></field><field var="pubsub#node"><value>clock</value></field><field var="pubsub#allow"><value>true</value></field></x></message>`,
  ])
  expect(session.told).toEqual([])
})

test('a question without an id is answered without one', async () => {
  const { session, answer } = await asked('')
  answer(YES)
  expect(session.client.sent[0]?.attrs).toEqual({ to: SERVICE })
})

test('of several tabs the first counts, and the others do nothing', async () => {
  const { session, answer } = await asked()
  answer(YES)
  answer([{ var: 'pubsub#allow', value: false }])
  answer('nonsense')
  expect(session.sent).toHaveLength(1)
  expect(session.sent[0]).toContain('<value>true</value>')
  expect(session.told).toEqual([])
})

test.each([undefined, null, 'yes', {}, [null], [{ var: 'a', value: null }], [{ value: 'x' }], 7])(
  '%j is no filled form: Badly formatted data form, as an event, and another tab may still answer',
  async (bad) => {
    const { session, answer } = await asked()
    answer(bad)
    expect(session.sent).toEqual([])
    expect(session.told).toEqual([
      [
        'xmpp.error.client',
        expect.objectContaining({
          type: 'modify',
          condition: 'client-error',
          description: 'Badly formatted data form',
          ...(bad === undefined ? {} : { request: bad }),
        }),
      ],
    ])
    answer(YES)
    expect(session.sent).toHaveLength(1)
  },
)

test('an answer when the link is gone is told to be in vain, and throws at nobody', async () => {
  const { session, answer } = await asked()
  session.manager.client = false
  answer(YES)
  expect(session.told).toEqual([
    ['xmpp.error.client', expect.objectContaining({ condition: 'not-connected' })],
  ])
  expect(session.sent).toEqual([])
})

test('of what nobody answers only so many wait; the rest is told all the same, and one answer makes room', async () => {
  const { session, answer, answers } = await asked('', 210)
  expect(session.told).toHaveLength(210)
  expect(answers).toHaveLength(200)
  answer(YES)
  session.receive(question(''))
  expect(answers).toHaveLength(201)
})
