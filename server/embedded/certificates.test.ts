import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Certificates, ensureCertificates, isGood } from './certificates.ts'

const NAMES = ['hill-valley.example', 'guest.hill-valley.example']
let folder = ''
let files: Certificates
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'))
  files = ensureCertificates(folder, NAMES, 'openssl')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const server = () =>
  createServer({ key: readFileSync(files.keyFile), cert: readFileSync(files.certificateFile) }, (socket) =>
    socket.end(),
  )

async function handshake(servername: string): Promise<string> {
  const listening = server().listen(0, '127.0.0.1')
  await new Promise((resolve) => listening.once('listening', resolve))
  const { port } = listening.address() as { port: number }
  const answer = await new Promise<string>((resolve) => {
    const ca = readFileSync(files.caFile)
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, servername, ca }, () => resolve('accepted'))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
  listening.close()
  return answer
}

test('a client that trusts the authority accepts each domain, and no other name', async () => {
  for (const name of NAMES) expect(await handshake(name)).toBe('accepted')
  expect(await handshake('evil.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
})

test("the authority's key is gone, and the server's is the owner's to read alone", () => {
  expect(readdirSync(folder).sort()).toEqual(['ca.pem', 'server.key', 'server.pem'])
  expect(statSync(files.keyFile).mode & 0o077).toBe(0)
})

test('a good pair stays as it is', () => {
  const before = readFileSync(files.certificateFile, 'utf8')
  ensureCertificates(folder, NAMES, 'openssl')
  expect(readFileSync(files.certificateFile, 'utf8')).toBe(before)
})

test('a pair near its end, for other names, or cut short is made anew', () => {
  const expires = Date.parse(new X509Certificate(readFileSync(files.certificateFile)).validTo)
  expect(isGood(files, NAMES)).toBe(true)
  expect(isGood(files, NAMES, expires - 29 * 24 * 3600_000)).toBe(false)
  expect(isGood(files, [...NAMES, 'new.hill-valley.example'])).toBe(false)
  rmSync(files.keyFile)
  ensureCertificates(folder, NAMES, 'openssl')
  expect(existsSync(files.keyFile)).toBe(true)
  expect(isGood(files, NAMES)).toBe(true)
})
