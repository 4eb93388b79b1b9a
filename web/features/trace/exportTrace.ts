import type { Exchange } from './exchange.ts'

/** Hands what is shown to the browser as a file. */
export function exportTrace(exchanges: readonly Exchange[], now: number): void {
  const text = `${JSON.stringify(
    exchanges.flatMap(({ entries }) => entries),
    null,
    1,
  )}\n`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `hoverboard-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.json`
  link.click()
  // Some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
