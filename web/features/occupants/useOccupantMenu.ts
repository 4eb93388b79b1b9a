import { useCallback } from 'react'
import type { Affiliation, Role } from '#protocol/occupants.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { useModel } from '../../store/react.ts'
import type { Result } from '../../transport/request.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { blockingModel } from '../blocking/model.ts'
import type { Question } from './actions.ts'
import { occupantsCommands } from './commands.ts'
import { occupantMenu } from './menu.ts'
import { occupantsModel } from './model.ts'

/** The menu of somebody in a room, made when it opens: a list of two thousand makes none. */
export function useOccupantMenu(
  room: string,
  nick: string,
  ask: (question: Question) => void,
): () => readonly MenuItem[] {
  const occupants = useModel(occupantsModel)
  const commands = useModel(occupantsCommands)
  const blocking = useModel(blockingModel)
  return useCallback(() => {
    const person = occupants.of(room).get(nick)
    const self = occupants.self(room)
    if (!person || !self) return []
    // By their address where it is known: a nick is left behind in a moment.
    const blockee = { jid: person.jid ?? `${room}/${nick}`, name: nick }
    const block = person.self ? [] : [...blocking.actions].map((itemFor) => itemFor(blockee))
    const items = occupantMenu({
      room,
      person,
      self,
      ask,
      setRole: (role: Role) => void commands.setRole(room, nick, role).then(tell),
      setAffiliation(affiliation: Affiliation) {
        if (person.jid) void commands.setAffiliation(room, person.jid, affiliation).then(tell)
      },
    })
    return [...items, ...block]
    // The room's broadcast is what shows a success; a refusal has no other place than this.
    function tell(result: Result<true>): void {
      if (result.ok) return
      toast({ tone: 'bad', text: t('occupants:failed', { nick, why: sentence(result.error, 'occupants') }) })
    }
  }, [occupants, commands, blocking, room, nick, ask])
}
