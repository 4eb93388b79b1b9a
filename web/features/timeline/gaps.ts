/** A stretch of an archive that is not here, by the archive's clock in milliseconds; its rim belongs to it. */
export interface Gap {
  /** Undefined: from the archive's beginning. */
  readonly after?: number
  readonly before: number
  /** Where the last row before it stands; rows between that and the gap came meanwhile, and more may lie among them. */
  readonly floor?: number
  /** Where it is read on from: the newer messages below it, or the older ones above. */
  readonly from: 'below' | 'above'
}

/** A stretch that was read, beginning at the rim that the gap is read from. */
export interface Stretch {
  readonly first: number
  readonly last: number
  /** Nothing of the gap lies beyond it. */
  readonly isWhole: boolean
}

/** What is left of the gap; undefined when nothing is. It never grows, whatever an archive says of its times. */
export function narrowed(gap: Gap, { first, last, isWhole }: Stretch): Gap | undefined {
  if (isWhole) return undefined
  const { after = Number.NEGATIVE_INFINITY, before } = gap
  const left = gap.from === 'below' ? { after, before: within(first) } : { after: within(last), before }
  // Messages of one moment may lie on both sides of a page's end.
  if (left.after > left.before) return undefined
  return shaped(left.after, left.before, gap.from)

  function within(at: number): number {
    return Math.min(Math.max(at, after), before)
  }
}

/** What is left around a stretch that was read somewhere in it: the older part, read downwards to it, and the newer. */
export function splitAt(gap: Gap, { first, last, isWhole }: Stretch): [Gap | undefined, Gap | undefined] {
  const { after = Number.NEGATIVE_INFINITY, before } = gap
  const older = first > after ? shaped(after, Math.min(first, before), 'below') : undefined
  const newer = !isWhole && last <= before ? shaped(Math.max(last, after), before, 'above') : undefined
  return [older, newer]
}

const shaped = (after: number, before: number, from: Gap['from']): Gap => ({
  ...(after === Number.NEGATIVE_INFINITY ? {} : { after }),
  before,
  from,
})
