/** Without what one mistakes for another when reading aloud: 0 and o, 1, i and l. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 4

/** A password that can be read over the phone: four groups of four, 79 bits. */
export function suggestPassword(): string {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, letter).join(''))
  return groups.join('-')
}

function letter(): string {
  // What does not divide evenly is thrown again, or some letters would come more often.
  const fair = 256 - (256 % LETTERS.length)
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < fair) return LETTERS.charAt(byte % LETTERS.length)
  }
}
