import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { forgetLinkPassword, intendedNick, takeIntent, useLinkPassword } from '../../lib/arrival.ts'
import { t } from '../../lib/i18n.ts'
import type { Result } from '../../transport/request.ts'
import { useBookmark, useOffered } from '../bookmarks/hooks.ts'
import type { Remember } from './commands.ts'
import { useMucCommands, useRefused, useRoom, useRoomInfo } from './hooks.ts'
import { isNoRoom } from './model.ts'
import { type Advice, useNickCommands } from './nicks.ts'
import { type Place, placeOf, refusalWords, serversWords, successorOf } from './refusal.ts'
import type { RoomInfo } from './roomInfo.ts'
import { useReservedNick } from './useReservedNick.ts'

/** What a form of entry shows and does; the same behind a page, a dialog and a deep link. */
export interface Entry {
  readonly room: string
  readonly nick: string
  readonly password: string
  setNick(nick: string): void
  setPassword(password: string): void
  readonly nickField: RefObject<HTMLInputElement | null>
  readonly passwordField: RefObject<HTMLInputElement | null>
  readonly membershipButton: RefObject<HTMLButtonElement | null>
  /** The room keeps the nick that stands in the field. */
  readonly isReserved: boolean
  /** A nick that would do in place of the one that was refused. */
  readonly offer?: string
  takeOffer(): void
  readonly asksPassword: boolean
  /** What stands in its field came with the link that led here. */
  readonly isFromLink: boolean
  /** What becomes of the password once it let one in; `canStore`: the account keeps bookmarks. */
  readonly remember: Remember
  readonly canStore: boolean
  setRemember(remember: Remember): void
  /** Left empty, the password that opened this door before is used. */
  readonly hasEarlier: boolean
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
  const { describe, join, passwordOf, isUnkept } = useMucCommands()
  const { advise } = useNickCommands()
  const row = useRoom(room)
  const info = useRoomInfo(room)
  const told = useRefused(room)
  const bookmark = useBookmark(room)
  const canStore = useOffered()
  const offered = useLinkPassword(room)
  const intended = useRef(intendedNick(room))
  const reserved = useReservedNick(room, intended.current ?? row?.nick ?? bookmark?.nick)
  const { nick, setNick } = reserved
  // What came along with the way here: a room that closed may name its successor and what opens it.
  const [password, setPassword] = useState(
    () => offered ?? (row || told ? undefined : passwordOf(room)) ?? '',
  )
  const [chosen, setRemember] = useState<Remember | undefined>()
  const remember = chosen ?? (bookmark?.password === undefined ? 'session' : 'always')
  const [own, setOwn] = useState<ProtocolError | typeof NO_NICK | undefined>()
  const [advice, setAdvice] = useState<Advice>({})
  const [isBusy, setBusy] = useState(false)
  const nickField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const membershipButton = useRef<HTMLButtonElement>(null)
  const looked = useRef<Promise<Result<RoomInfo>>>(undefined)
  const [isFree, setFree] = useState(false)
  const [tries, setTries] = useState(0)
  const [isByLink, setByLink] = useState(false)
  const isRefused = own !== undefined && own !== NO_NICK && placeOf(own) === 'password'
  const hasEarlier =
    row?.entered === true && !isRefused && told?.error.reason === undefined && !isUnkept(room)

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

  // A link that is opened while the door stands here.
  useEffect(() => {
    if (offered !== undefined) setPassword(offered)
  }, [offered])

  // Who gave a nick before the door was in sight is let in without another question.
  const enter = useRef((nick: string) => void submit(nick, true))
  useEffect(() => {
    if (intended.current !== undefined && takeIntent(room)) enter.current(intended.current)
  }, [room])

  const refused =
    own === NO_NICK ? undefined : own ? { error: own, by: isByLink ? ('link' as const) : undefined } : told
  const error = refused?.error
  const place: Place | undefined = own === NO_NICK ? 'nick' : error && placeOf(error)

  // After each try that failed the focus is where it can be put right.
  useEffect(() => {
    if (tries === 0) return
    if (place === 'membership') membershipButton.current?.focus()
    const field = place === 'nick' ? nickField : place === 'password' ? passwordField : undefined
    field?.current?.focus()
    field?.current?.select()
  }, [tries, place])

  const tried = useRef(nick)
  useEffect(() => {
    setAdvice({})
    if (!error) return
    let isCurrent = true
    void advise(room, tried.current.trim(), error).then((found) => isCurrent && setAdvice(found))
    return () => {
      isCurrent = false
    }
  }, [advise, room, error])

  function fail(why: ProtocolError | typeof NO_NICK): void {
    setOwn(why)
    setTries((count) => count + 1)
  }

  async function submit(wanted = nick, isByItself = false): Promise<void> {
    if (isBusy) return
    tried.current = wanted
    setByLink(false)
    if (wanted.trim() === '') return fail(NO_NICK)
    setBusy(true)
    const known = await looked.current
    const free = known !== undefined && !known.ok && isNoRoom(known.error)
    if (free) setFree(true)
    // The room says of itself that it has a password: nothing is sent before there is one.
    else if (known?.ok && known.value.hasPassword && password === '' && !hasEarlier) {
      // Nobody forgot it who was never asked.
      if (isByItself) passwordField.current?.focus()
      else fail(REQUIRED)
    } else {
      const result = await join(
        room,
        wanted.trim(),
        password === '' ? undefined : password,
        undefined,
        remember,
      )
      if (result.ok) entered()
      else fail(result.error)
      if (result.ok || result.error.reason === 'wrong-password') {
        setByLink(!result.ok && password === offered)
        forgetLinkPassword(room)
      }
    }
    setBusy(false)
  }

  function words(): string | undefined {
    if (own === NO_NICK) return t('muc:entry.noNick')
    if (!refused) return undefined
    // It says what it is, and that nobody may enter: its owner is still at it (§10.1.3).
    if (info && refused.error.reason === 'not-found' && refused.by !== 'invitation')
      return t('muc:entry.locked')
    return (place === 'nick' && advice.words) || refusalWords(refused.error, room, refused.by)
  }

  const sentence = words()
  return {
    room,
    nick,
    password,
    setNick,
    setPassword,
    nickField,
    passwordField,
    membershipButton,
    isReserved: reserved.isReserved,
    offer: place === 'nick' ? advice.offer : undefined,
    takeOffer() {
      if (!advice.offer) return
      setNick(advice.offer)
      void submit(advice.offer)
    },
    asksPassword:
      info?.hasPassword === true || place === 'password' || (offered !== undefined && info === undefined),
    isFromLink: offered !== undefined && password === offered,
    remember,
    canStore,
    setRemember,
    hasEarlier,
    trouble: place && sentence ? { [place]: sentence } : {},
    said: error && serversWords(error),
    successor: error && successorOf(error),
    // One who was invited need not be told twice, nor to make it themselves.
    isFree: isFree && refused?.by !== 'invitation',
    isBusy,
    submit: () => void submit(),
  }
}
