import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { FaultyLink } from './faultyLink.ts'
import { rule } from './way.ts'

const opened: { close(): void }[] = []
afterEach(() => {
  for (const each of opened.splice(0).reverse()) each.close()
})

/** A line through the link to an echo, with all that came back, and how it ended. */
async function throughLink() {
  const ends = new Set<Socket>()
  const server: Server = createServer((socket) => {
    ends.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => ends.delete(socket))
    socket.pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const link = await FaultyLink.open({ host: '127.0.0.1', port })
  opened.push(server, link)
  const dial = () => {
    const socket = connect({ port: link.port, host: '127.0.0.1', noDelay: true })
    const chunks: string[] = []
    let end = ''
    socket.on('data', (chunk) => chunks.push(String(chunk)))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code ?? 'error'
    })
    socket.on('close', () => {
      end ||= 'closed'
    })
    opened.push({ close: () => socket.destroy() })
    return { socket, chunks, said: () => chunks.join(''), end: () => end }
  }
  return { link, dial, ends }
}

const soon = (ask: () => unknown) => expect.poll(ask, { timeout: 5000, interval: 10 })

test('lets everything through, until it is reset; then new ones come through again', async () => {
  const { link, dial } = await throughLink()
  const first = dial()
  first.socket.write('hello')
  await soon(first.said).toBe('hello')
  link.reset()
  await soon(first.end).toBe('ECONNRESET')
  const second = dial()
  second.socket.write('again')
  await soon(second.said).toBe('again')
  expect(link.taken).toBe(2)
})

test('a cut says farewell', async () => {
  const { link, dial } = await throughLink()
  const line = dial()
  line.socket.write('x')
  await soon(line.said).toBe('x')
  link.cut()
  await soon(line.end).toBe('closed')
})

test('held, nothing comes and nothing is refused; healed, all of it comes, in order', async () => {
  const { link, dial, ends } = await throughLink()
  const line = dial()
  line.socket.write('a')
  await soon(line.said).toBe('a')
  link.hold('down')
  line.socket.write('b')
  await new Promise((resolve) => setTimeout(resolve, 100))
  line.socket.write('c')
  expect(line.said()).toBe('a')
  expect(line.end()).toBe('')
  link.heal()
  await soon(line.said).toBe('abc')
  // Who leaves meanwhile is still there to the other end.
  link.hold('up')
  line.socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(ends.size).toBe(1)
  link.heal()
  await soon(() => ends.size).toBe(0)
})

test('split, each byte comes by itself', async () => {
  const { link, dial } = await throughLink()
  link.split.down = true
  const line = dial()
  line.socket.write('four')
  await soon(line.said).toBe('four')
  expect(line.chunks.length).toBeGreaterThan(1)
})

test('refused, silent, and half a handshake', async () => {
  const { link, dial } = await throughLink()
  link.mode = 'refuse'
  await soon(dial().end).toBe('ECONNRESET')
  link.mode = 'silent'
  const silent = dial()
  silent.socket.write('hello?')
  await soon(() => link.taken).toBe(2)
  link.mode = 'half'
  const half = dial()
  half.socket.write('x'.repeat(100))
  await soon(half.said).toBe('x'.repeat(40))
  expect([silent.said(), silent.end()]).toEqual(['', ''])
  link.heal()
  await soon(silent.end).toBe('ECONNRESET')
})

test('a text that is seen, in two pieces too, is counted, changed, or the end of it', async () => {
  const { link, dial } = await throughLink()
  const note = rule('up', /<r\/>/u, 'note')
  const breaks = rule('down', /<resumed/u, 'reset', 1)
  link.rules = [
    note,
    rule('up', /previd='[^']*'/u, (text) => text.replace(/previd='[^']*'/u, "previd='no'")),
    breaks,
  ]
  const line = dial()
  line.socket.write('<r')
  await soon(line.said).toBe('<r')
  line.socket.write("/><resume previd='id'/>")
  await soon(line.said).toBe("<r/><resume previd='no'/>")
  expect(note.seen).toBe(1)
  line.socket.write('<resumed/>')
  await soon(line.end).toBe('ECONNRESET')
  const next = dial()
  next.socket.write('<resumed/>')
  await soon(next.said).toBe('<resumed/>')
  expect(breaks.seen).toBe(1)
})
