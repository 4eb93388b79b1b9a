import { randomBytes } from 'node:crypto'
import { type ServerKey, serverKey } from './seal.ts'
import type { SealedFs } from './sealedFs.ts'

const KEY_BYTES = 32

/**
 * The keys of the key file, one a line in base64: the first one seals, all of them open. Makes the file with one key
 * where there is none. Throws on a line that is no key, and when the file cannot be read or made.
 */
export async function sealingKeys(file: string, fs: SealedFs): Promise<[ServerKey, ...ServerKey[]]> {
  const text = await fs.readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    const made = `${randomBytes(KEY_BYTES).toString('base64')}\n`
    // Whole or not at all: half a key would lock everybody out.
    await fs.writeFile(`${file}.new`, made, { mode: 0o600 })
    await fs.rename(`${file}.new`, file)
    return made
  })
  // Copied or edited, it may have become readable to others. On a disk that takes no writes, better read it than not.
  await fs.chmod(file, 0o600).catch(() => {})
  const [first, ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const secret = Buffer.from(line, 'base64')
      if (secret.length !== KEY_BYTES)
        throw new Error(`${file} holds a line that is no key: each is 32 bytes in base64.`)
      return serverKey(secret)
    })
  if (!first) throw new Error(`${file} is empty: remove it, and a key is made at the next start.`)
  return [first, ...rest]
}
