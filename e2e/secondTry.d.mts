interface Failure {
  readonly name: string
  readonly file: string
  readonly text?: string
  readonly isRunners?: boolean
}
interface Counted {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly Failure[]
  readonly unsteady?: readonly Failure[]
}

export const MOST: number
export function mayTryAgain(counted: Counted, left: number): boolean
export function withSecondTry(first: Counted, second: Counted): Counted
