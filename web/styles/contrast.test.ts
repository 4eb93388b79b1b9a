import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

type Colour = [red: number, green: number, blue: number]

function token(name: string, theme: 'light' | 'dark', hue = 0): Colour {
  const value = new RegExp(`--${name}: (.+);`, 'u').exec(css)?.[1]
  if (value === undefined) throw new Error(`no token ${name}`)
  const colours = [...value.replaceAll('var(--hue)', String(hue)).matchAll(/oklch\(([\d. ]+)\)/gu)]
  const [l = 0, c = 0, h = 0] =
    (colours[theme === 'dark' ? 1 : 0] ?? colours[0])?.[1]?.split(' ').map(Number) ?? []
  return linear(l, c, (h * Math.PI) / 180)
}

// https://www.w3.org/TR/css-color-4/#color-conversion-code, clipped to what a screen of sRGB shows
function linear(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb: Colour = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return rgb.map((value) => Math.min(1, Math.max(0, value))) as Colour
}

const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['bg', 'surface', 'raised']
const pairs = (fronts: string[], backs: string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back]))

const text = [
  ...pairs(['text', 'muted', 'accent', 'good', 'warn', 'bad'], grounds),
  ...pairs(['text', 'muted', 'accent'], ['tint', 'own']),
  ...pairs(['text', 'muted'], ['sunken', 'quiet', 'good-tint', 'warn-tint', 'bad-tint']),
  ['text', 'mark'],
  ['good', 'good-tint'],
  ['warn', 'warn-tint'],
  ['bad', 'bad-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
  ['on-fill', 'bad-fill'],
  ['on-fill', 'bad-fill-strong'],
  ['on-inverse', 'inverse'],
]
const marks = pairs(['edge', 'accent', 'fill', 'good', 'warn', 'bad'], grounds)
const hues = Array.from({ length: 36 }, (_, step) => step * 10)

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(text)('text in --%s on --%s has 4.5 : 1', (front = '', back = '') => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(marks)('a mark or a border in --%s on --%s has 3 : 1', (front = '', back = '') => {
    expect(contrast(token(front, theme), token(back, theme))).toBeGreaterThanOrEqual(3)
  })

  it.each(grounds)('a name of any hue on --%s has 4.5 : 1', (back) => {
    const worst = Math.min(...hues.map((hue) => contrast(token('nick', theme, hue), token(back, theme))))
    expect(worst).toBeGreaterThanOrEqual(4.5)
  })

  it('initials on a face of any hue have 4.5 : 1', () => {
    const worst = Math.min(
      ...hues.map((hue) => contrast(token('on-face', theme, hue), token('face', theme, hue))),
    )
    expect(worst).toBeGreaterThanOrEqual(4.5)
  })
})

it('raw colours stand in the tokens alone', () => {
  const sheets = import.meta.glob<string>(['../**/*.css', '!./tokens.css'], {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  const raw = Object.entries(sheets)
    .filter(([, sheet]) => /oklch\(|rgba?\(|hsla?\(|#[\da-f]{3,8}\b(?![^{]*\{)/iu.test(sheet))
    .map(([path]) => path)
  expect(raw).toEqual([])
})
