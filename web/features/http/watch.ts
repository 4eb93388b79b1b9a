import { events, type HttpVerify, isAnswerTo } from '#protocol/http.ts'
import { fullJid } from '#protocol/jid.ts'
import { t, withWords } from '../../lib/i18n.ts'
import { revealed } from '../../lib/revealed.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { learn } from '../../transport/knownEvents.ts'
import { httpModel } from './model.ts'

/** Anybody can ask: more than these are asked about by nobody in earnest. */
const MOST = 20

/** Hears who asks, and in every tab when that is over. */
export const httpWatch = defineModel('httpWatch', (use) => {
  learn(events)
  const { questions } = use(httpModel)

  const reducers: Reducers = {
    'xmpp.http.verify': (question) => {
      const others = questions.get().filter((each) => !isSame(each, question))
      if (others.length < MOST) questions.set([...others, question])
    },
    'xmpp.http.answered': (answered) => {
      const before = questions.get()
      const rest = before.filter((each) => !isAnswerTo(answered, each))
      if (rest.length === before.length) return
      questions.set(rest)
      if (answered.answer !== 'none') return
      const name = revealed(fullJid(answered.from))
      withWords('http', () => toast({ text: t('http:tooLate', { name }) }))
    },
    // The gateway answers for nobody in a session that began anew.
    'xmpp.connection': () => questions.set(questions.get().filter(({ type }) => type === 'message')),
  }
  return { reducers }
})

const isSame = (question: HttpVerify, { type, from, id, request }: HttpVerify) =>
  isAnswerTo({ type, from, id, requestId: request.id, answer: 'none' }, question)
