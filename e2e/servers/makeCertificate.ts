import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Certificate {
  caFile: string
  /** Certificate and key in one file. */
  pemFile: string
}

/** An authority of a day and a certificate by it for these names. */
export function makeCertificate(folder: string, names: readonly string[]): Certificate {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  writeFileSync(
    at('leaf.cnf'),
    `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`,
  )
  const ca = ['-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Test authority']
  openssl('req', '-x509', ...curve, '-days', '2', ...ca)
  openssl('req', ...curve, '-keyout', at('leaf.key'), '-out', at('leaf.csr'), '-subj', `/CN=${names[0]}`)
  const signer = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial']
  const request = ['-req', '-in', at('leaf.csr'), '-days', '2', '-extfile', at('leaf.cnf')]
  openssl('x509', ...request, ...signer, '-out', at('leaf.pem'))
  const both = readFileSync(at('leaf.pem'), 'utf8') + readFileSync(at('leaf.key'), 'utf8')
  writeFileSync(at('server.pem'), both, { mode: 0o600 })
  return { caFile: at('ca.pem'), pemFile: at('server.pem') }
}
