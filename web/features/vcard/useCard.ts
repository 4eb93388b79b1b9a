import { useEffect, useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { useModel } from '../../store/react.ts'
import { useOfferPicture } from '../avatar/hooks.ts'
import { useOnline } from '../session/hooks.ts'
import { type Fields, fieldsOf } from './card.ts'
import { vcardCommands } from './commands.ts'

type CardState = { is: 'asking' } | { is: 'failed'; error: ProtocolError } | { is: 'ready'; fields: Fields }

/** Somebody's card, asked for when it is to be seen; one's own without an address. */
export function useCard(jid: string | undefined, own: string): CardState & { again(): void } {
  const { get } = useModel(vcardCommands)
  const offer = useOfferPicture()
  const isOnline = useOnline()
  const [state, setState] = useState<CardState>({ is: 'asking' })
  const [round, setRound] = useState(0)
  const isReady = useRef(false)
  const whose = jid ?? own
  useEffect(() => {
    // What was read stays: a form must not begin anew under somebody's hands.
    if (isReady.current || (round === 0 && !isOnline)) return
    let isCurrent = true
    setState({ is: 'asking' })
    void get(jid).then((result) => {
      if (!isCurrent) return
      isReady.current = result.ok
      if (!result.ok) return setState({ is: 'failed', error: result.error })
      setState({ is: 'ready', fields: fieldsOf(result.value) })
      if (result.value.photo) offer(whose, result.value.photo.binval)
    })
    return () => {
      isCurrent = false
    }
  }, [get, offer, jid, whose, round, isOnline])
  return { ...state, again: () => setRound((count) => count + 1) }
}
