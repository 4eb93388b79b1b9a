import { t, withWords } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import type { Blockee } from './model.ts'

/** Changes to the block list; its pushes are what the page shows afterwards. */
export const blockingCommands = defineModel('blockingCommands', (_use, { request }) => {
  const block = (jid: string): Promise<Result<true>> => request('xmpp.blocking.block', { jids: [jid] })
  const unblock = (jid: string): Promise<Result<true>> => request('xmpp.blocking.unblock', { jids: [jid] })

  /** Where there is no better place for it than a toast. */
  async function act(how: 'block' | 'unblock', blockee: Blockee): Promise<void> {
    const result = await (how === 'block' ? block : unblock)(blockee.jid)
    if (result.ok) tell(how, blockee)
    else toast({ tone: 'bad', text: sentence(result.error, 'blocking') })
  }

  function tell(how: 'block' | 'unblock', blockee: Blockee): void {
    withWords('blocking', () =>
      toast({
        text: t(`blocking:told.${how}`, { name: blockee.name }),
        action: {
          label: t('blocking:undo'),
          perform: () => void act(how === 'block' ? 'unblock' : 'block', blockee),
        },
      }),
    )
  }

  return {
    /** Says so, and offers to take it back. */
    async block(blockee: Blockee): Promise<Result<true>> {
      const result = await block(blockee.jid)
      if (result.ok) tell('block', blockee)
      return result
    },
    async unblock(blockee: Blockee): Promise<Result<true>> {
      const result = await unblock(blockee.jid)
      if (result.ok) tell('unblock', blockee)
      return result
    },
    unblockNow: (blockee: Blockee) => void act('unblock', blockee),
    unblockAll: (): Promise<Result<true>> => request('xmpp.blocking.unblock', { all: true }),
  }
})
