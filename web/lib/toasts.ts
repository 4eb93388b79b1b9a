export type ToastTone = 'neutral' | 'good' | 'bad'

export type Toast = {
  text: string
  tone?: ToastTone
  /** A verb and what it does; the toast then stays longer. */
  action?: { label: string; perform: () => void }
}

export type ShownToast = Toast & { id: number }

let shown: readonly ShownToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function show(next: readonly ShownToast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says something that has no place of its own on the page. A text already on show is not said twice. */
export function toast(what: Toast): number {
  const same = shown.find((each) => each.text === what.text)
  if (same) return same.id
  lastId += 1
  show([...shown.slice(-2), { ...what, id: lastId }])
  return lastId
}

export function dismissToast(id: number): void {
  if (shown.some((each) => each.id === id)) show(shown.filter((each) => each.id !== id))
}

/** What was said to one is not for whoever comes next. */
export function dismissToasts(): void {
  if (shown.length > 0) show([])
}

export function shownToasts(): readonly ShownToast[] {
  return shown
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
