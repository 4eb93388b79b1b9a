/**
 * The browser's back closes what lies on top (a dialog, a sheet, a menu) before it leaves the page. Each open layer
 * owns one history entry; entries and layers are brought level a moment after a layer closed, so that a dialog that
 * opens another one, or that navigates, does not run against a `history.back()` under way.
 */
const layers: (() => void)[] = []
let settling: ReturnType<typeof setTimeout> | undefined
// We have asked the browser to go back, which it does a little later: from this page, and since then to that one.
let returning: { from: string; to?: string } | undefined
// A browser may also drop the step back when somebody goes elsewhere meanwhile.
const OVERTAKEN_MS = 1000

function owned(): number {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'layers' in state && typeof state.layers === 'number'
    ? state.layers
    : 0
}

function onBack(): void {
  if (returning && location.hash !== returning.from) {
    const overtaken = returning
    if (overtaken.to === undefined)
      setTimeout(() => {
        if (returning === overtaken) returning = undefined
      }, OVERTAKEN_MS)
    overtaken.to = location.hash
    return
  }
  if (returning) {
    const { to } = returning
    returning = undefined
    // Whoever went on meanwhile was taken back with the layer, and is brought where they were.
    if (to !== undefined) location.hash = to
    // A layer that opened meanwhile has no entry yet.
    if (owned() < layers.length) claim()
    return
  }
  while (layers.length > owned()) layers.pop()?.()
}

function settle(): void {
  const spare = owned() - layers.length
  if (spare <= 0 || returning) return
  returning = { from: location.hash }
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
  if (owned() < layers.length && !returning) claim()
  return () => {
    const index = layers.indexOf(close)
    if (index >= 0) layers.splice(index, 1)
    clearTimeout(settling)
    settling = setTimeout(settle, 50)
  }
}
