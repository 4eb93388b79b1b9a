import { startEjabberd } from '../servers/ejabberd.ts'
import { comesTrue, type Fault } from './fault.ts'

export const lockoutFaults: Fault[] = [
  {
    id: 'F27',
    title: 'a server that locks out whoever fails too often',
    seconds: 25,
    limits: true,
    // As Debian has it: twenty failures, and everybody behind one address is out for an hour.
    startServer: { kind: 'ejabberd', start: () => startEjabberd({ mod_fail2ban: {} }) },
    async run(stage, pace) {
      const { url } = stage.gateway
      const attempts = await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          const jid = `victim-${index}@${stage.server.domain}`
          const response = await fetch(`${url}/session`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin: url },
            body: JSON.stringify({ kind: 'password', jid, password: 'wrong' }),
          })
          return response.status
        }),
      )
      const passedOn = attempts.filter((status) => status === 401).length
      stage.observe('the server hears fewer failures than it bears', passedOn < 20, `${passedOn} of 60`)
      // Those who are in get in again.
      stage.back.reset()
      const { isHeld, ms } = await comesTrue(() => stage.sam.states.at(-1)?.state === 'online', 30_000)
      stage.observe('nobody else is locked out', isHeld, `${ms} ms`)
      await pace.really(2)
    },
  },
]
