import { expect, test, vi } from 'vitest'
import type { CommandStage } from '#protocol/command.ts'
import type { Request, Result } from '../../transport/request.ts'
import { CommandRun } from './commandRun.ts'

type Answer = Result<CommandStage>
const stage = (more: Partial<CommandStage> = {}): Answer => ({
  ok: true,
  value: { status: 'executing', sessionId: 's1', ...more },
})
const refuse = (condition: string, narrow?: string): Answer => ({
  ok: false,
  error: { type: 'cancel', condition, ...(narrow ? { application: { condition: narrow } } : {}) },
})

/** A service that answers when it is told to. */
function begin() {
  const sent: Record<string, unknown>[] = []
  const waiting: ((answer: Answer) => void)[] = []
  const request = vi.fn((_name: string, data: Record<string, unknown>) => {
    sent.push(data)
    return new Promise<Answer>((resolve) => waiting.push(resolve))
  })
  const run = new CommandRun(request as unknown as Request, { jid: 'bot@hill.example', node: 'config' })
  const answer = async (with_: Answer) => {
    waiting.shift()?.(with_)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { run, sent, answer }
}
const actions = (sent: Record<string, unknown>[]) => sent.map(({ action }) => action)

test('it names its session from the second step on, and sends what was filled in', async () => {
  const { run, sent, answer } = begin()
  expect(sent).toEqual([{ to: 'bot@hill.example', node: 'config', action: 'execute' }])
  await answer(stage())
  const form = [{ var: 'service', value: 'httpd' }]
  run.go('next', form)
  expect(run.state.get()).toMatchObject({ is: 'stage', busy: 'next' })
  // One step at a time.
  run.go('next', form)
  expect(sent.slice(1)).toEqual([
    { to: 'bot@hill.example', node: 'config', action: 'next', sessionId: 's1', form },
  ])
  await answer(stage({ status: 'completed', note: { type: 'info', description: 'Configured' } }))
  expect(run.state.get()).toMatchObject({ is: 'over', stage: { note: { description: 'Configured' } } })
})

test('whoever leaves a question ends the session, once; what is over needs no end', async () => {
  const open = begin()
  await open.answer(stage())
  open.run.leave()
  open.run.leave()
  expect(open.sent.slice(1)).toMatchObject([{ action: 'cancel', sessionId: 's1' }])
  const over = begin()
  await over.answer(stage({ status: 'completed' }))
  over.run.leave()
  expect(actions(over.sent)).toEqual(['execute'])
})

test('whoever leaves while an answer is on its way leaves no session behind either', async () => {
  const { run, sent, answer } = begin()
  run.leave()
  expect(actions(sent)).toEqual(['execute'])
  await answer(stage())
  expect(sent.at(-1)).toMatchObject({ action: 'cancel', sessionId: 's1' })
})

test('a refused step keeps the question; a forgotten session is lost', async () => {
  const { run, answer } = begin()
  await answer(stage())
  run.go('next')
  await answer(refuse('bad-request', 'bad-payload'))
  expect(run.state.get()).toMatchObject({ is: 'stage', count: 1, error: { condition: 'bad-request' } })
  run.go('next')
  expect(run.state.get()).not.toHaveProperty('error')
  await answer(refuse('not-allowed', 'session-expired'))
  expect(run.state.get()).toMatchObject({ is: 'failed', hadBegun: true })
})

test('one that never begins says so', async () => {
  const { run, answer } = begin()
  await answer(refuse('forbidden'))
  expect(run.state.get()).toMatchObject({ is: 'failed', hadBegun: false, error: { condition: 'forbidden' } })
})
