import type { HttpVerify } from '#protocol/http.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'

/** Who asks whether it was oneself on the web (XEP-0070), the first of them first. What fills it comes later. */
export const httpModel = defineModel('http', () => {
  const questions = new Value<readonly HttpVerify[]>([])
  return { questions, reset: () => questions.set([]) }
})
