import type { ConversationId } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'

/** A file on its way into a conversation. It ends with the page. */
export interface Upload {
  readonly id: string
  readonly conversation: ConversationId
  readonly file: File
  readonly state: 'waiting' | 'sending' | 'failed'
  /** How much of it has gone, from 0 to 1. */
  readonly done: number
  /** Why it failed, for people. */
  readonly why?: string
  /** No other try can end otherwise. */
  readonly isHopeless?: true
}

/** What waits to be put where others find it; `uploader.ts`, which comes later, does so. */
export const uploadModel = defineModel('upload', () => {
  const rows = new Collection<string, Upload>()
  return {
    rows,
    offer(conversation: ConversationId, files: Iterable<File>): void {
      for (const file of files) {
        const id = randomId()
        rows.set(id, { id, conversation, file, state: 'waiting', done: 0 })
      }
    },
  }
})
