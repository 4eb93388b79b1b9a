import { fullJid } from '#protocol/jid.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { useQuestion } from '../hooks.ts'

const HttpDialog = lazily(() => import('./HttpDialog.tsx').then((module) => module.HttpDialog), 'http')

/** Opens over any page while somebody asks; one question after the other. */
export function HttpRoot() {
  const { question, leave } = useQuestion()
  if (!question) return null
  const key = [question.type, fullJid(question.from), question.id, question.request.id].join('\n')
  return <HttpDialog key={key} question={question} onClose={leave} />
}
