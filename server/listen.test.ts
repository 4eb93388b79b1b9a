import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { listen } from './listen.ts'

const open: Server[] = []
const server = () => {
  const made = createServer()
  open.push(made)
  return made
}
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

test('a port in use gives way to the next free one', async () => {
  const first = await listen(server(), '127.0.0.1', 0)
  const second = await listen(server(), '127.0.0.1', first)
  expect(second).toBeGreaterThan(first)
  expect(second).toBeLessThan(first + 20)
})

test('an address that is not ours is named', async () => {
  await expect(listen(server(), '192.0.2.1', 0)).rejects.toThrow('HOST is "192.0.2.1"')
})

test('after the last port there is none', async () => {
  await listen(server(), '127.0.0.1', 65_535)
  await expect(listen(server(), '127.0.0.1', 65_535)).rejects.toThrow('choose another with PORT')
})
