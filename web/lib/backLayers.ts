/**
 * The browser's back closes what lies on top (a dialog, a sheet, a menu) before it leaves the page. Each open layer
 * owns one history entry; entries and layers are brought level a moment after a layer closed, so that a dialog that
 * opens another one, or that navigates, does not run against a `history.back()` under way.
 */
const layers: (() => void)[] = []
let settling: ReturnType<typeof setTimeout> | undefined
// We have asked the browser to go back from this page, which it does a little later, and since then went on to that one.
let from: string | undefined
let to: string | undefined
let overtaken: ReturnType<typeof setTimeout> | undefined
// A browser may also drop the step back when somebody goes elsewhere meanwhile.
const OVERTAKEN_MS = 1000

// Nobody else leaves a state in our history.
const owned = (): number => (history.state as { layers?: number } | null)?.layers ?? 0

function forget(): void {
  clearTimeout(overtaken)
  from = to = undefined
}

function onBack(): void {
  const { href } = location
  if (!from) while (layers.length > owned()) layers.pop()?.()
  else if (href !== from) {
    clearTimeout(overtaken)
    overtaken = setTimeout(forget, OVERTAKEN_MS)
    to = href
  } else {
    // Whoever went on meanwhile was taken back with the layer, and is brought where they were.
    if (to) location.href = to
    forget()
    // A layer that opened meanwhile has no entry yet.
    if (owned() < layers.length) claim()
  }
}

function settle(): void {
  const spare = owned() - layers.length
  if (spare <= 0 || from) return
  from = location.href
  history.go(-spare)
}

function claim(): void {
  history.pushState({ layers: layers.length }, '')
}

addEventListener('popstate', onBack)

/** Opens a layer that back will close; the returned function says that it has closed. */
export function openLayer(close: () => void): () => void {
  clearTimeout(settling)
  layers.push(close)
  if (owned() < layers.length && !from) claim()
  return () => {
    const index = layers.indexOf(close)
    if (index >= 0) layers.splice(index, 1)
    clearTimeout(settling)
    settling = setTimeout(settle, 50)
  }
}
