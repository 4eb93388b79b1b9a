import type { Counted } from './counting.mjs'

export const MOST: number
export function mayTryAgain(counted: Counted, left: number): boolean
export function withSecondTry(first: Counted, second: Counted): Counted
