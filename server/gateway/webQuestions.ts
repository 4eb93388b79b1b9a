import { type HttpAnswered, type HttpVerify, isAnswerTo } from '#protocol/http.ts'

/** More than anybody asks for on the web in one sitting. */
const MOST = 20

/** Questions whether it was oneself on the web that nobody has answered yet: the newest of them. */
export class WebQuestions {
  #waiting: readonly HttpVerify[] = []

  observe(name: string, data: unknown): void {
    if (name === 'xmpp.http.verify') this.#waiting = [...this.#waiting, data as HttpVerify].slice(-MOST)
    else if (name === 'xmpp.http.answered') this.#drop((each) => isAnswerTo(data as HttpAnswered, each))
    // A session that began anew owes no iq an answer.
    else if (name === 'xmpp.connection') this.#drop(({ type }) => type === 'iq')
  }

  values(): readonly HttpVerify[] {
    return this.#waiting
  }

  #drop(isOver: (question: HttpVerify) => boolean): void {
    if (this.#waiting.length > 0) this.#waiting = this.#waiting.filter((each) => !isOver(each))
  }
}
