import { parseJid } from '#protocol/jid.ts'

const LONGEST = 60

/** The part before the `@` that goes with a room's name; empty when nothing of the name can stand there. */
export function localPartFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/gu, '')
  return isLocalPart(plain) ? plain : ''
}

export function isLocalPart(text: string): boolean {
  return text !== '' && !text.includes('@') && parseJid(`${text}@room.example`)?.user !== undefined
}
