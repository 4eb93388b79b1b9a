import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Question } from './actions.ts'

/** A question about somebody that was raised away from the list of people. */
export interface Asked {
  readonly room: string
  readonly question: Question
  /** As far as it was given already. */
  readonly reason: string
  readonly settle: (isDone: boolean) => void
}

export const askingModel = defineModel('occupantsAsking', () => {
  const asked = new Value<Asked | undefined>(undefined)
  return {
    asked,
    /** Puts it before the person; true once it is done, false when they thought better of it. */
    ask: (room: string, question: Question, reason: string): Promise<boolean> =>
      new Promise((resolve) => {
        asked.get()?.settle(false)
        const settle = (isDone: boolean) => {
          asked.set(undefined)
          resolve(isDone)
        }
        asked.set({ room, question, reason, settle })
      }),
  }
})
