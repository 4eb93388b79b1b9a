import type { Virtualizer } from '@tanstack/react-virtual'

/**
 * A browser tells of a scroll a frame later. Rows that come in before that would be put in around a place where nobody
 * reads any more: the virtualizer is told first. True when the reader has gone up since it last heard.
 */
export function hearScroll(
  virtualizer: Virtualizer<HTMLDivElement, Element> | undefined,
  element: HTMLDivElement | null,
  heard: { readonly top: number; readonly height: number },
): boolean {
  const offset = virtualizer?.scrollOffset ?? undefined
  if (!virtualizer || !element || offset === undefined) return false
  const { scrollTop: top, scrollHeight: height, clientHeight } = element
  // What is still growing, or held at its end, is on its way elsewhere by itself.
  const isReader = top < heard.top && height === heard.height && top + clientHeight < height - 1
  if (!isReader || offset - top <= 2) return false
  virtualizer.scrollOffset = top
  return true
}
