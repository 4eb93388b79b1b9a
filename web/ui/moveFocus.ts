let typed = ''
let typedAt = 0

/**
 * Arrow keys, Home, End and the first letters, among the items of a menu or a list box: true when the key meant
 * something.
 */
export function moveFocus(container: HTMLElement, key: string): boolean {
  const items = [...container.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const target = next(items, at, key)
  if (target === undefined) return false
  items[target]?.focus()
  return true
}

function next(items: HTMLElement[], at: number, key: string): number | undefined {
  const count = items.length
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return byLetters(items, at, key)
  }
}

function byLetters(items: HTMLElement[], at: number, key: string): number | undefined {
  const fresh = Date.now() - typedAt > 700
  if (key.length !== 1 || (key === ' ' && (fresh || typed === ''))) return undefined
  typed = fresh ? key : typed + key
  typedAt = Date.now()
  const wanted = typed.toLocaleLowerCase()
  // One letter again and again walks through all that begin with it.
  const from = wanted.length === 1 ? at + 1 : Math.max(at, 0)
  const found = items.findIndex((_, step) => text(items[(from + step) % items.length]).startsWith(wanted))
  return found < 0 ? at : (from + found) % items.length
}

function text(item: HTMLElement | undefined): string {
  return (item?.textContent ?? '').trim().toLocaleLowerCase()
}
