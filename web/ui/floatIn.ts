/**
 * Where in the document something that floats is put: inside an open dialog, since all else is inert then, or inside
 * the landmark it belongs to, where screen readers expect it.
 */
export function floatIn(owner: Element | null | undefined): Element {
  return owner?.closest('dialog, main, nav, aside, [role="main"]') ?? document.body
}
