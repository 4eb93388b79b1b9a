import { useCallback, useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { useModel, useRow, useValue } from '../../store/react.ts'
import { sessionModel } from '../session/model.ts'
import { discoCommands, type Software } from './commands.ts'
import { type Entity, entityOf, keyOf } from './entity.ts'
import { discoModel, type Listing, type Looked } from './model.ts'
import { type Desk, registeringCommands } from './registering.ts'

/** One's own server: where looking around begins. */
export function useHome(): string {
  return useValue(useModel(sessionModel).own)?.domain ?? ''
}

/** The way from one's own server to the entity. */
export function useWay(entity: Entity): Entity[] {
  return useModel(discoModel).wayTo(entity)
}

/** What the entity is and what it lists, asked for once it is looked at; `again` asks anew. */
export function useEntity(key: string) {
  const { infos, listings } = useModel(discoModel)
  const { look, list } = useModel(discoCommands)
  const looked = useRow(infos, key)
  const listing = useRow(listings, key)
  const again = useCallback(() => {
    const entity = entityOf(key)
    infos.delete(key)
    listings.delete(key)
    void look(entity)
    void list(entity)
  }, [infos, listings, look, list, key])
  useEffect(() => {
    if (!infos.has(key)) void look(entityOf(key))
    if (!listings.has(key)) void list(entityOf(key))
  }, [infos, listings, look, list, key])
  const more = useCallback(async () => {
    const now = listings.get(key)
    if (now && 'items' in now && now.next !== undefined) await list(entityOf(key), now)
  }, [listings, list, key])
  return { looked, listing, again, more }
}
export type EntityView = ReturnType<typeof useEntity>
export type { Listing, Looked }

/** What a row says of itself, asked for while it is in sight. */
export function usePeeked(entity: Entity): Looked | undefined {
  const key = keyOf(entity)
  const { peek } = useModel(discoCommands)
  useEffect(() => peek(entityOf(key)), [peek, key])
  return useRow(useModel(discoModel).infos, key)
}

/** What is known of an entity, without asking. */
export function useKnown(entity: Entity): Looked | undefined {
  return useRow(useModel(discoModel).infos, keyOf(entity))
}

/** Which program it is, where it says so. */
export function useSoftware(jid: string, isOffered: boolean): Software | undefined {
  const { software } = useModel(discoCommands)
  const [found, setFound] = useState<Software | undefined>(undefined)
  useEffect(() => {
    if (!isOffered) return
    let isCurrent = true
    void software(jid).then((answer) => isCurrent && setFound(answer))
    return () => {
      isCurrent = false
    }
  }, [software, jid, isOffered])
  return found
}

export const useRegistering = () => useModel(registeringCommands)

export type Asked = { is: 'asking' } | { is: 'failed'; error: ProtocolError } | { is: 'open'; desk: Desk }

/** What the service asks of those who register. */
export function useDesk(jid: string): Asked {
  const { ask } = useRegistering()
  const [state, setState] = useState<Asked>({ is: 'asking' })
  useEffect(() => {
    let isCurrent = true
    void ask(jid).then((result) => {
      if (isCurrent)
        setState(result.ok ? { is: 'open', desk: result.value } : { is: 'failed', error: result.error })
    })
    return () => {
      isCurrent = false
    }
  }, [ask, jid])
  return state
}
