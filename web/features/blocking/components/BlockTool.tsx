import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { BlockIcon } from '../../../ui/icons.ts'
import { stopFor } from '../address.ts'
import { useAskToBlock } from '../hooks.ts'
import { useBlockingCommands, useBlockList } from '../useBlocking.ts'

/** In the head of a private conversation: blocks, and lets through again. */
export function BlockTool({ jid, name }: { jid: string; name: string }) {
  const ask = useAskToBlock()
  const { jids } = useBlockList()
  const { unblockNow } = useBlockingCommands()
  const stop = stopFor(jid, (each) => jids.includes(each))
  return (
    <IconButton
      icon={BlockIcon}
      label={t(stop === undefined ? 'blocking:blockWhom' : 'blocking:unblockWhom', { name })}
      pressed={stop !== undefined}
      onClick={() =>
        stop === undefined ? ask({ jid, name }) : unblockNow({ jid: stop, name: stop === jid ? name : stop })
      }
    />
  )
}
