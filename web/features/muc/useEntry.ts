import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'
import type { Result } from '../../transport/request.ts'
import { useMucCommands, useRefused, useRoom, useRoomInfo } from './hooks.ts'
import { isNoRoom, type Refused } from './model.ts'
import { type Place, placeOf, refusalWords, serversWords, successorOf } from './refusal.ts'
import type { RoomInfo } from './roomInfo.ts'

/** What a form of entry shows and does; the same behind a page, a dialog and a deep link. */
export interface Entry {
  readonly room: string
  readonly nick: string
  readonly password: string
  setNick(nick: string): void
  setPassword(password: string): void
  readonly nickField: RefObject<HTMLInputElement | null>
  readonly passwordField: RefObject<HTMLInputElement | null>
  readonly asksPassword: boolean
  /** What is wrong, where it can be put right. */
  readonly trouble: Partial<Record<Place, string>>
  readonly said?: string
  readonly successor?: string
  /** There is nothing at this address: one may make it. */
  readonly isFree: boolean
  readonly isBusy: boolean
  submit(): void
}

const NO_NICK = 'no-nick'
const REQUIRED: ProtocolError = { type: 'auth', condition: 'not-authorized', reason: 'password-required' }

/** Enters a room: asks what it is first, then for what it wants, and keeps all that was typed until it is entered. */
export function useEntry(room: string, entered: () => void): Entry {
  const { describe, join, usualNick } = useMucCommands()
  const row = useRoom(room)
  const info = useRoomInfo(room)
  const told = useRefused(room)
  const [nick, setNick] = useState(() => row?.nick ?? usualNick())
  const [password, setPassword] = useState('')
  const [own, setOwn] = useState<ProtocolError | typeof NO_NICK | undefined>()
  const [isBusy, setBusy] = useState(false)
  const nickField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const looked = useRef<Promise<Result<RoomInfo>>>(undefined)
  const [isFree, setFree] = useState(false)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    let isMounted = true
    setFree(false)
    const asked = describe(room)
    looked.current = asked
    void asked.then((result) => {
      if (isMounted && !result.ok && isNoRoom(result.error)) setFree(true)
    })
    return () => {
      isMounted = false
    }
  }, [describe, room])

  const refused: Refused | { error: ProtocolError; by?: undefined } | undefined =
    own === NO_NICK ? undefined : own ? { error: own } : told
  const trouble: Entry['trouble'] =
    own === NO_NICK
      ? { nick: t('muc:entry.noNick') }
      : refused
        ? { [placeOf(refused.error)]: refusalWords(refused.error, room, refused.by) }
        : {}

  // After each try that failed the focus is where it can be put right.
  const place = own === NO_NICK ? 'nick' : refused && placeOf(refused.error)
  useEffect(() => {
    if (tries === 0) return
    const field = place === 'nick' ? nickField : place === 'password' ? passwordField : undefined
    field?.current?.focus()
    field?.current?.select()
  }, [tries, place])

  function fail(why: ProtocolError | typeof NO_NICK): void {
    setOwn(why)
    setTries((count) => count + 1)
  }

  async function submit(): Promise<void> {
    if (isBusy) return
    if (nick.trim() === '') return fail(NO_NICK)
    setBusy(true)
    const known = await looked.current
    const free = known !== undefined && !known.ok && isNoRoom(known.error)
    if (free) setFree(true)
    // The room says of itself that it has a password: nothing is sent before there is one.
    else if (known?.ok && known.value.hasPassword && password === '') fail(REQUIRED)
    else {
      const result = await join(room, nick.trim(), password === '' ? undefined : password)
      if (result.ok) entered()
      else fail(result.error)
    }
    setBusy(false)
  }

  return {
    room,
    nick,
    password,
    setNick,
    setPassword,
    nickField,
    passwordField,
    asksPassword:
      info?.hasPassword === true || (refused !== undefined && placeOf(refused.error) === 'password'),
    trouble,
    said: refused && serversWords(refused.error),
    successor: refused && successorOf(refused.error),
    isFree,
    isBusy,
    submit: () => void submit(),
  }
}
