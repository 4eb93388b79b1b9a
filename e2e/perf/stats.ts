/** One line of the table: ours beside a yardstick, measured in the same run. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly beside: string
  /** Ours divided by the yardstick, or ours itself where the reach is absolute. */
  readonly figure: number
  /** Absent where nothing was promised. */
  readonly reach?: string
  readonly isReached?: boolean
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5)

/** Where less is better. */
export function atMost(what: string, ours: number, limit: number, unit: string, beside = '–'): Row {
  return {
    what,
    ours: `${round(ours)} ${unit}`,
    beside,
    figure: ours,
    reach: `≤ ${limit} ${unit}`,
    isReached: ours <= limit,
  }
}

/** Ours as a multiple of a yardstick's; without a limit it is told for comparison only. */
export function ratio(
  what: string,
  { ours, theirs, unit, beside }: { ours: number; theirs: number; unit: string; beside: string },
  limit?: { atMost: number } | { atLeast: number },
): Row {
  const figure = ours / theirs
  const isMost = limit !== undefined && 'atMost' in limit
  return {
    what,
    ours: `${round(ours)} ${unit}`,
    beside: `${beside} ${round(theirs)} ${unit}`,
    figure,
    ...(limit === undefined
      ? {}
      : isMost
        ? { reach: `≤ ${limit.atMost} ×`, isReached: figure <= limit.atMost }
        : { reach: `≥ ${limit.atLeast} ×`, isReached: figure >= limit.atLeast }),
  }
}

export const round = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
