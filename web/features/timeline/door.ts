import type { ConversationId } from '../../lib/conversation.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import type { historyModel } from './history.ts'
import { timelineModel } from './model.ts'

type History = ReturnType<typeof historyModel.create>

/** The way to what was said before; its code comes once the page stands, or when somebody asks. */
export const historyDoor = defineModel('historyDoor', (use) => {
  const timeline = use(timelineModel)
  const { own } = use(sessionModel)
  let opening: Promise<History> | undefined

  function open(): Promise<History> {
    opening ??= import('./history.ts').then(
      (module) => use(module.historyModel),
      (failure) => {
        // Without a way to the gateway there is no code either; the next one who asks tries again.
        opening = undefined
        throw failure
      },
    )
    return opening
  }
  // Where the first try has no way to the code, each word of the gateway is another one.
  const begin = () => {
    if (own.get() !== undefined) void open().catch(() => {})
  }
  own.subscribe(begin)
  begin()

  return {
    open,
    /** Nothing is written from now on. */
    close: (): void => void opening?.then((history) => history.close()).catch(() => {}),
    /** The message that the list is to show, once. */
    target: new Value<{ conversation: ConversationId; key: string } | undefined>(undefined),
    loadGap: async (conversation: ConversationId, key: string): Promise<void> =>
      (await open().catch(() => undefined))?.loadGap(conversation, key),
    /** Shows what this browser kept of it, with or without a way to the archive. */
    show: async (conversation: ConversationId): Promise<void> =>
      (await open().catch(() => undefined))?.show(conversation),
    async loadOlder(conversation: ConversationId): Promise<void> {
      const history = await open().catch(() => undefined)
      if (history) return history.loadOlder(conversation)
      timeline.of(conversation).older.set('failed')
    },
  }
})
