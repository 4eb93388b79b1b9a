import { splitJid } from '#protocol/jid.ts'
import { useModel, useRow, useValue } from '../../store/react.ts'
import { type Blockee, blockingModel } from './model.ts'

/** Whether nothing goes to an address or comes from it: by itself, as somebody's device, or with its whole server. */
export function useIsBlocked(jid: string): boolean {
  const { rows } = useModel(blockingModel)
  const { domain } = splitJid(jid)
  const [byItself, byBare, byDomain] = [
    useRow(rows, jid),
    useRow(rows, jid.replace(/\/.*$/su, '')),
    useRow(rows, domain),
  ]
  return Boolean(byItself || byBare || byDomain)
}

export function useAskToBlock(): (blockee: Blockee | undefined) => void {
  return useModel(blockingModel).ask
}

export function useBlockQuestion(): Blockee | undefined {
  return useValue(useModel(blockingModel).question)
}
