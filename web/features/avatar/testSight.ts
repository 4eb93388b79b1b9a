import { type RenderHookResult, renderHook } from '@testing-library/react'
import { expect, vi } from 'vitest'
import { usePicture } from '../../lib/pictures.ts'

/** Faces in sight, without a page around them. */
export class Sight {
  readonly #faces = new Map<string, RenderHookResult<string | undefined, unknown>>()

  look(whose: string): void {
    this.#faces.set(
      whose,
      renderHook(() => usePicture(whose)),
    )
  }

  away(whose: string): void {
    this.#faces.get(whose)?.unmount()
    this.#faces.delete(whose)
  }

  at(whose: string): string | undefined {
    return this.#faces.get(whose)?.result.current
  }

  async shows(whose: string, address: RegExp | undefined): Promise<void> {
    await vi.waitFor(() =>
      address === undefined
        ? expect(this.at(whose)).toBeUndefined()
        : expect(this.at(whose)).toMatch(address),
    )
  }

  /** Every answer that is here has been looked at. */
  async settles(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
  }

  close(): void {
    for (const whose of [...this.#faces.keys()]) this.away(whose)
  }
}
