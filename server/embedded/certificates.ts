import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Certificates {
  caFile: string
  certificateFile: string
  keyFile: string
}

const DAYS = 397
const RENEW_BEFORE_MS = 30 * 24 * 3600_000

/**
 * A server certificate for the local domains, and the authority that signed it. The authority's key is destroyed at
 * once: nothing on this machine can sign a second certificate, and renewal makes a new pair.
 */
export function ensureCertificates(folder: string, names: readonly string[], openssl: string): Certificates {
  const files: Certificates = {
    caFile: join(folder, 'ca.pem'),
    certificateFile: join(folder, 'server.pem'),
    keyFile: join(folder, 'server.key'),
  }
  if (!isGood(files, names)) make(folder, files, names, openssl)
  return files
}

/** Whether a pair exists, belongs together, names every domain and is not about to expire. */
export function isGood(files: Certificates, names: readonly string[], now = Date.now()): boolean {
  try {
    const ca = new X509Certificate(readFileSync(files.caFile))
    const server = new X509Certificate(readFileSync(files.certificateFile))
    readFileSync(files.keyFile)
    const expires = Math.min(Date.parse(ca.validTo), Date.parse(server.validTo))
    return (
      server.verify(ca.publicKey) &&
      names.every((name) => server.checkHost(name) !== undefined) &&
      Date.parse(server.validFrom) <= now &&
      expires - now > RENEW_BEFORE_MS
    )
  } catch {
    return false
  }
}

function make(folder: string, files: Certificates, names: readonly string[], openssl: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const scratch = mkdtempSync(join(folder, '.new-'))
  const run = (...args: string[]) =>
    execFileSync(openssl, args, { cwd: scratch, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    // Without a file of our own, openssl looks for the system's, which slim containers do not have.
    writeFileSync(join(scratch, 'openssl.cnf'), opensslConfig(names))
    for (const key of ['ca.key', 'server.key'])
      run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key)
    const config = ['-config', 'openssl.cnf']
    const life = ['-days', String(DAYS), '-sha256']
    run('req', '-new', '-x509', ...config, '-extensions', 'ca', '-key', 'ca.key', ...life, '-out', 'ca.pem')
    run('req', '-new', ...config, '-key', 'server.key', '-subj', `/CN=${names[0]}`, '-out', 'server.csr')
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', `0x${Date.now().toString(16)}`]
    const wanted = ['-extfile', 'openssl.cnf', '-extensions', 'server']
    run('x509', '-req', '-in', 'server.csr', ...signer, ...wanted, ...life, '-out', 'server.pem')
    chmodSync(join(scratch, 'server.key'), 0o600)
    renameSync(join(scratch, 'server.key'), files.keyFile)
    renameSync(join(scratch, 'server.pem'), files.certificateFile)
    renameSync(join(scratch, 'ca.pem'), files.caFile)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

// The authority may sign for these domains only, whoever comes to trust it.
function opensslConfig(names: readonly string[]): string {
  return `[req]
distinguished_name = name
prompt = no
[name]
CN = Hoverboard on this machine
[ca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
nameConstraints = critical, ${names.map((name, index) => `permitted;DNS.${index}:${name}`).join(', ')}
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}
`
}
