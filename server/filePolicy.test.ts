import { afterEach, expect, test } from 'vitest'
import type { SessionInfo } from '#protocol/session.ts'
import { TestGateway } from './testGateway.ts'

const ORIGINS = ['https://files.example.org:5443', 'http://127.0.0.1:5280']
let gateway: TestGateway | undefined

afterEach(() => gateway?.stop())

async function begin(options: ConstructorParameters<typeof TestGateway>[0]) {
  gateway = await new TestGateway(options).start()
  const { url } = gateway
  return {
    policy: async () => (await fetch(url)).headers.get('content-security-policy') ?? '',
    told: async (headers: Record<string, string> = {}) =>
      ((await (await fetch(`${url}/session`, { headers })).json()) as SessionInfo).files,
  }
}

test('S32: a page may put files, and see pictures, where the operator said so, and nowhere else', async () => {
  const { policy, told } = await begin({ fileOrigins: ORIGINS })
  const rules = (await policy()).split('; ')
  expect(rules).toContain(`img-src 'self' blob: ${ORIGINS.join(' ')}`)
  expect(rules).toContain(`connect-src 'self' ${ORIGINS.join(' ')}`)
  const others = rules.filter((rule) => !/^(?:img|connect)-src /u.test(rule))
  expect(others.join('; ')).not.toMatch(/https?:|unsafe|\*/u)
  expect(await told()).toEqual(ORIGINS)
})

test('without such a word a page leads nowhere, and knows of no place for files', async () => {
  const { policy, told } = await begin({})
  expect(await policy()).toContain("connect-src 'self';")
  expect(await policy()).toContain("img-src 'self' blob:;")
  expect(await told()).toBeUndefined()
})

test('the files of an embedded server are told to pages on this machine alone', async () => {
  const demo = [{ jid: 'marty@hill.example', password: 'marty-1985', name: 'Marty' }]
  const { told } = await begin({ fileOrigins: ORIGINS, demo })
  expect(await told()).toEqual(ORIGINS)
  expect(await told({ 'x-forwarded-for': '198.51.100.7' })).toBeUndefined()
})
