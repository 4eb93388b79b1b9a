import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { base64Of } from './base64.ts'
import { avatarModel } from './model.ts'

const DONE: Result<true> = { ok: true, value: true }

/** One's own picture, as contacts see it. */
export const avatarCommands = defineModel('avatarCommands', (use, { request }) => {
  const { setOwn } = use(avatarModel)
  return {
    async publish(picture: Blob): Promise<Result<true>> {
      const content = base64Of(new Uint8Array(await picture.arrayBuffer()))
      const uploaded = await request('xmpp.avatar.upload', { content })
      if (!uploaded.ok) return uploaded
      const { id, bytes, type = 'image/png', width, height } = uploaded.value
      const told = await request('xmpp.avatar.metadata', { id, bytes, type, width, height })
      if (told.ok) setOwn(id)
      return told.ok ? DONE : told
    },
    /** From both places in which a server may keep one. */
    async remove(): Promise<Result<true>> {
      const told = await request('xmpp.avatar.metadata', { disable: true })
      if (!told.ok) return told
      setOwn(undefined)
      const card = await request('xmpp.vcard.get', {})
      if (!card.ok || !card.value.photo) return DONE
      return request('xmpp.vcard.set', { ...card.value, photo: false })
    },
  }
})
