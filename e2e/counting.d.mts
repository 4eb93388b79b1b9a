export interface Failure {
  readonly name: string
  readonly file: string
  readonly text?: string
  readonly isRunners?: boolean
}
export interface Counted {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly Failure[]
  readonly unsteady?: readonly Failure[]
}

export function unhandledOf(report: string): string
export function countVitest(file: string): Counted
export function countPlaywright(file: string): Counted
export function readJson(file: string): unknown
export function saidOf(text: string | undefined): string[]
