import { defineModel } from '../../transport/env.ts'
import { mucCommands } from '../muc/commands.ts'
import { mucModel } from '../muc/model.ts'

const SECRET = 'muc#roomconfig_roomsecret'

export const sharingCommands = defineModel('sharingCommands', (use, { request }) => {
  const { rooms } = use(mucModel)
  const { passwordOf } = use(mucCommands)
  return {
    /**
     * A room's password: as its settings say where they are open to us, else as this page was told. Undefined where
     * the gateway alone knows it: what it was given it gives to nobody but the room.
     */
    async findPassword(room: string): Promise<string | undefined> {
      const row = rooms.get(room)
      if (row?.state === 'joined' && row.affiliation === 'owner') {
        const form = await request('xmpp.muc.room.config.get', { room })
        const secret = form.ok && form.value.fields?.find((field) => field.var === SECRET)?.value
        if (typeof secret === 'string' && secret !== '') return secret
      }
      return passwordOf(room)
    },
  }
})
