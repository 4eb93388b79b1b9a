import type { Locator } from 'playwright/test'

type Grid = (x: number, y: number) => boolean

// ISO/IEC 18004, table 9, versions 1 to 15: codewords of correction in a block, and blocks.
const PER_BLOCK: Record<Level, number[]> = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24],
  Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30],
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24],
}
const BLOCKS: Record<Level, number[]> = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10],
  Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12],
  H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18],
}
// Table E.1: where alignment patterns stand.
const ALIGNED = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
  [6, 26, 46, 66],
  [6, 26, 48, 70],
]
const LEVELS = ['M', 'L', 'H', 'Q'] as const
type Level = (typeof LEVELS)[number]
const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** What a camera would read off a QR code on the page; drawn exactly, so that nothing has to be corrected. */
export async function readCode(svg: Locator): Promise<string> {
  const [whole = '', dark = ''] = await svg
    .locator('path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''))
  const total = Number(/h(\d+)/u.exec(whole)?.[1])
  const runs = [...dark.matchAll(/M(\d+)[ ,](\d+) ?h(\d+)/gu)].map((run) => run.slice(1).map(Number))
  const cells = new Set(
    runs.flatMap(([x = 0, y = 0, length = 0]) => Array.from({ length }, (_, i) => (x + i) * 1000 + y)),
  )
  const margin = Math.min(...runs.map(([, y = 0]) => y))
  return decode(total - 2 * margin, (x, y) => cells.has((x + margin) * 1000 + y + margin))
}

function decode(size: number, isDark: Grid): string {
  const version = (size - 17) / 4
  // Beside the finder at the upper left; masked with 101010000010010 (§7.9.1).
  const format = [0, 1, 2, 3, 4].reduce((bits, x) => bits * 2 + Number(isDark(x, 8)), 0) ^ 0b10101
  const level = LEVELS[format >> 3] ?? 'M'
  const mask = MASKS[format & 7] ?? (() => false)
  const words: number[] = []
  let bits = ''
  for (const [x, y] of path(size)) {
    if (isFixed(x, y, size, version)) continue
    bits += isDark(x, y) === mask(x, y) ? '0' : '1'
    if (bits.length < 8) continue
    words.push(Number.parseInt(bits, 2))
    bits = ''
  }
  return textOf(inOrder(words, version, level), version)
}

/** Two columns at a time from the lower right, up and down in turn, past the line of timing (§7.7.3). */
function* path(size: number): Generator<[number, number]> {
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i++) for (const x of [right, right - 1]) yield [x, isUp ? size - 1 - i : i]
  }
}

function isFixed(x: number, y: number, size: number, version: number): boolean {
  if (x === 6 || y === 6) return true
  if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true
  const places = ALIGNED[version - 1] ?? []
  const near = (at: number) => places.find((place) => Math.abs(place - at) <= 2)
  const [column, row] = [near(x), near(y)]
  if (column === undefined || row === undefined) return false
  const last = places.at(-1)
  // Three corners belong to the finders.
  return !((column === 6 && (row === 6 || row === last)) || (row === 6 && column === last))
}

/** The blocks' data one after the other: in the code they stand word by word in turn (§7.6). */
function inOrder(words: readonly number[], version: number, level: Level): number[] {
  const count = BLOCKS[level][version - 1] ?? 1
  const correction = PER_BLOCK[level][version - 1] ?? 0
  const short = Math.floor(words.length / count) - correction
  const longer = words.length % count
  const lengths = Array.from({ length: count }, (_, i) => short + (i < count - longer ? 0 : 1))
  const blocks: number[][] = lengths.map(() => [])
  let next = 0
  for (let i = 0; i <= short; i++)
    for (const [index, length] of lengths.entries()) if (i < length) blocks[index]?.push(words[next++] ?? 0)
  return blocks.flat()
}

/** Of a single segment of bytes (§7.4.5). */
function textOf(data: readonly number[], version: number): string {
  const bits = data.map((word) => word.toString(2).padStart(8, '0')).join('')
  if (bits.slice(0, 4) !== '0100') throw new Error(`No code of bytes: ${bits.slice(0, 4)}`)
  const counted = version < 10 ? 8 : 16
  const length = Number.parseInt(bits.slice(4, 4 + counted), 2)
  const bytes = Array.from({ length }, (_, i) =>
    Number.parseInt(bits.slice(4 + counted + i * 8, 12 + counted + i * 8), 2),
  )
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
}
