/** A row of what is kept, in the order of the page; `order` is the number by which it is kept already. */
export interface Numbered {
  readonly key: string
  readonly at: number
  readonly order: number | undefined
  /** It is new, or stands elsewhere now. */
  readonly isChanged: boolean
}

/** Between rows of one moment. Fits beside milliseconds since 1970 in a number's 53 bits. */
const STEP = 1 / 1024

/**
 * The numbers by which rows are kept: they grow strictly, and are the times of the rows wherever the neighbours leave
 * room for it. What is kept stays as it is, where it can: each tab orders its rows by numbers of its own, which must not
 * be mixed with those of another. Gives the numbers of all that changed, and of those that had to make room.
 */
export function numbered(rows: readonly Numbered[]): Map<string, number> {
  const orders = new Map<string, number>()
  let low = Number.NEGATIVE_INFINITY
  let next = 0
  for (const [index, { key, at, order, isChanged }] of rows.entries()) {
    next = Math.max(next, index + 1)
    for (let row = rows[next]; row && !isBound(row, low); row = rows[next]) next++
    const high = rows[next]?.order ?? Number.POSITIVE_INFINITY
    const fits = (number: number | undefined): number is number =>
      number !== undefined && low < number && number < high
    const step = Math.min(STEP, (high - low) / 2)
    const between = fits(low + step) ? low + step : low + STEP
    const number = [order, at, at <= low ? between : high - step].find(fits) ?? between
    if (isChanged || number !== order) orders.set(key, number)
    low = number
  }
  return orders
}

const isBound = ({ order, isChanged }: Numbered, low: number) =>
  !isChanged && order !== undefined && order > low
