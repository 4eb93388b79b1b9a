import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { sentence } from '../../lib/sentence.ts'
import { useMucCommands } from '../muc/hooks.ts'
import { useServices } from '../muc/services.ts'
import { isLocalPart, localPartFor } from './address.ts'
import { useRoomConfigCommands } from './hooks.ts'
import { passwordRefusal } from './passwordRefusal.ts'

export type CreatePlace = 'name' | 'address' | 'password' | 'nick' | 'form'
export type RoomKind = 'public' | 'private'

/** The form of a new room, and where what is wrong with it stands. */
export function useCreateRoom() {
  const { service: findService } = useServices()
  const { usualNick } = useMucCommands()
  const { create } = useRoomConfigCommands()
  const [service, setService] = useState<string | undefined | 'none'>()
  const [name, setName] = useState('')
  const [typed, setAddress] = useState<string | undefined>()
  const [kind, setKind] = useState<RoomKind>('public')
  const [password, setPassword] = useState('')
  const [nick, setNick] = useState(usualNick)
  const [trouble, setTrouble] = useState<Partial<Record<CreatePlace, string>>>({})
  const [taken, setTaken] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    let isMounted = true
    void findService().then((found) => isMounted && setService(found ?? 'none'))
    return () => {
      isMounted = false
    }
  }, [findService])

  const local = typed ?? localPartFor(name)

  function check(): Partial<Record<CreatePlace, string>> {
    if (name.trim() === '') return { name: t('roomConfig:create.noName') }
    if (!isLocalPart(local)) return { address: t('roomConfig:create.badAddress') }
    if (nick.trim() === '') return { nick: t('roomConfig:create.noNick') }
    return {}
  }

  async function submit(): Promise<void> {
    if (isBusy) return
    setTaken(undefined)
    const found = check()
    setTrouble(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    const host = service ?? (await findService())
    if (host === undefined || host === 'none') {
      setTrouble({ form: t('roomConfig:create.noService') })
      return setBusy(false)
    }
    const room = `${local}@${host}`
    const result = await create({ room, nick: nick.trim(), name: name.trim(), kind, password })
    setBusy(false)
    if (result.ok) return navigate({ name: 'room', room })
    const { error } = result
    if (isTaken(error)) setTaken(room)
    setTrouble({ [placeOf(error, password, typed)]: words(error, password) })
  }

  return {
    service,
    name,
    setName,
    local,
    isAddressTyped: typed !== undefined,
    setAddress,
    kind,
    setKind,
    password,
    setPassword,
    nick,
    setNick,
    trouble,
    taken,
    isBusy,
    submit: () => void submit(),
  }
}

const isTaken = (error: ProtocolError) => error.condition === 'conflict' && error.reason === undefined
/** The room's rules for passwords (`not-acceptable` to the form) and their absence. */
const isAboutPassword = (error: ProtocolError, password: string) =>
  password !== '' && error.condition === 'not-acceptable' && error.reason !== 'nick-locked'

function placeOf(error: ProtocolError, password: string, typed: string | undefined): CreatePlace {
  if (isTaken(error)) return typed === undefined ? 'name' : 'address'
  if (isAboutPassword(error, password)) return 'password'
  if (error.reason === 'bad-jid') return 'address'
  return error.reason === 'nick-locked' ? 'nick' : 'form'
}

function words(error: ProtocolError, password: string): string {
  if (isTaken(error)) return t('roomConfig:create.taken')
  return isAboutPassword(error, password) ? passwordRefusal(error) : sentence(error, 'roomConfig')
}
