export type Box = { left: number; top: number; width: number; height: number }
export type Size = { width: number; height: number }
export type Side = 'below' | 'above' | 'beside'

const margin = 8

/**
 * Where something that floats goes: beside its anchor, on the other side when there is no room, never past the
 * edge of the window. `align` and "beside" follow the direction of the text.
 */
export function place(
  anchor: Box,
  size: Size,
  { side = 'below', align = 'start', gap = 4, rtl = false }: PlaceOptions,
  viewport: Size = { width: innerWidth, height: innerHeight },
): { left: number; top: number } {
  if (side === 'beside') {
    const after = anchor.left + anchor.width + gap
    const before = anchor.left - size.width - gap
    const wanted = rtl ? before : after
    const fits = wanted >= margin && wanted + size.width <= viewport.width - margin
    return clamp({ left: fits ? wanted : rtl ? after : before, top: anchor.top - gap }, size, viewport)
  }
  const below = anchor.top + anchor.height + gap
  const above = anchor.top - size.height - gap
  const fitsBelow = below + size.height <= viewport.height - margin
  const fitsAbove = above >= margin
  const top = side === 'below' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove ? above : below
  const atLeft = (align === 'start') !== rtl
  const left =
    align === 'center'
      ? anchor.left + (anchor.width - size.width) / 2
      : atLeft
        ? anchor.left
        : anchor.left + anchor.width - size.width
  return clamp({ left, top }, size, viewport)
}

export type PlaceOptions = { side?: Side; align?: 'start' | 'center' | 'end'; gap?: number; rtl?: boolean }

function clamp(at: { left: number; top: number }, size: Size, viewport: Size): { left: number; top: number } {
  return {
    left: Math.round(Math.max(margin, Math.min(at.left, viewport.width - size.width - margin))),
    top: Math.round(Math.max(margin, Math.min(at.top, viewport.height - size.height - margin))),
  }
}
