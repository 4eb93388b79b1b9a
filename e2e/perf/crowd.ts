import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Account, ServerInfo } from '../servers/testServer.ts'
import type { CrowdAnswer, CrowdCommand, Talk } from './crowdProcess.ts'

/** People who are there, straight at the server, in a process of their own. */
export class Crowd {
  readonly #process: ChildProcess

  private constructor() {
    this.#process = fork(join(import.meta.dirname, 'crowdProcess.ts'), [], {
      execArgv: ['--import', 'tsx'],
    })
  }

  static async gather(server: ServerInfo, accounts: readonly Account[]): Promise<Crowd> {
    const crowd = new Crowd()
    // What a server is, without what it does: only data crosses to another process.
    const order = { server: JSON.parse(JSON.stringify(server)), accounts: [...accounts] }
    await crowd.#ask({ do: 'gather', order })
    return crowd
  }

  async join(room: string): Promise<void> {
    await this.#ask({ do: 'join', room })
  }

  async talk(room: string, word: string, count: number, perSecond: number): Promise<Talk> {
    const { talk } = await this.#ask({ do: 'talk', room, word, count, perSecond })
    if (!talk) throw new Error('The crowd said nothing')
    return talk
  }

  end(): void {
    this.#process.disconnect()
  }

  #ask(command: CrowdCommand): Promise<{ talk?: Talk }> {
    return new Promise((resolve, reject) => {
      this.#process.once('message', (answer: CrowdAnswer) => {
        if (answer.ok) resolve(answer)
        else reject(new Error(answer.error))
      })
      this.#process.send(command)
    })
  }
}
