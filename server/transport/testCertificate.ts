import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestCertificate {
  key: string
  cert: string
}

/** A throwaway certificate that signs itself: trusted by whoever is given it as authority, by nobody else. */
export function makeTestCertificate(name: string, isExpired = false): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'hoverboard-certificate-'))
  const run = (...parts: string[]) => execFileSync('openssl', parts, { cwd: folder, stdio: 'pipe' })
  try {
    run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem')
    const extension = `subjectAltName=DNS:${name}`
    const subject = ['-subj', `/CN=${name}`, '-addext', extension]
    if (isExpired) {
      run('req', '-new', '-key', 'key.pem', '-out', 'request.pem', ...subject)
      run('x509', '-req', '-in', 'request.pem', '-signkey', 'key.pem', '-days', '-1', '-out', 'cert.pem')
    } else run('req', '-x509', '-new', '-key', 'key.pem', '-days', '2', '-out', 'cert.pem', ...subject)
    const read = (file: string) => readFileSync(join(folder, file), 'utf8')
    return { key: read('key.pem'), cert: read('cert.pem') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
