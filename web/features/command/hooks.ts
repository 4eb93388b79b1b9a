import { useEffect, useRef, useState } from 'react'
import { useModel, useValue } from '../../store/react.ts'
import { sessionModel } from '../session/model.ts'
import type { CommandRun, Run, Target } from './commandRun.ts'
import { commandCommands, type Offer } from './commands.ts'

/** One's own server, whose commands are shown when nobody else's are asked for. */
export function useOwnServer(): string {
  return useValue(useModel(sessionModel).own)?.domain ?? ''
}

/** What an address offers; undefined while it is asked. */
export function useOffers(jid: string): { offers: readonly Offer[] | undefined; again: () => void } {
  const { offers } = useModel(commandCommands)
  const [found, setFound] = useState<readonly Offer[] | undefined>(undefined)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = round >= 0
    setFound(undefined)
    void offers(jid).then((answer) => isCurrent && setFound(answer))
    return () => {
      isCurrent = false
    }
  }, [offers, jid, round])
  return { offers: found, again: () => setRound((count) => count + 1) }
}

/** Runs a command for as long as it is shown: whoever leaves it ends it. */
export function useRun(target: Target): { run: Run; go: CommandRun['go']; restart: () => void } {
  const { run: start } = useModel(commandCommands)
  const { jid, node } = target
  const [running, setRunning] = useState(() => start({ jid, node }))
  const latest = useRef(running)
  latest.current = running
  // What the page is left for may not be waited for: a tab that is closed leaves too.
  useEffect(() => {
    const leave = () => latest.current.leave()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  return {
    run: useValue(running.state),
    go: (action, form) => running.go(action, form),
    restart() {
      running.leave()
      setRunning(start({ jid, node }))
    },
  }
}
