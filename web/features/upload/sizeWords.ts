import { language } from '../../lib/i18n.ts'

const KILO = 1024
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size as people read it: 10 MB. */
export function sizeWords(bytes: number): string {
  let step = 0
  while (step < UNITS.length - 1 && bytes >= KILO ** (step + 1)) step++
  const format = new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  })
  return format.format(bytes / KILO ** step)
}
