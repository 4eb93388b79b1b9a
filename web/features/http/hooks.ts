import type { HttpVerify } from '#protocol/http.ts'
import { useModel, useValue } from '../../store/react.ts'
import { httpModel } from './model.ts'

/** What to ask now, and the way to leave it unanswered. */
export function useQuestion(): { question: HttpVerify | undefined; leave: () => void } {
  const { questions } = useModel(httpModel)
  const [question] = useValue(questions)
  return { question, leave: () => questions.set(questions.get().filter((each) => each !== question)) }
}
