import type { ProtocolError } from '#protocol/define.ts'
import { isOurPlace } from '../../lib/files.ts'
import { t } from '../../lib/i18n.ts'
import { keepPage } from '../../lib/keepPage.ts'
import { sentence } from '../../lib/sentence.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import { timelineCommands } from '../timeline/commands.ts'
import { type Upload, uploadModel } from './model.ts'
import { put } from './put.ts'
import { sizeWords } from './sizeWords.ts'
import { withoutNotes } from './withoutNotes.ts'

/** Why it did not go, in words. */
type Trouble = Pick<Upload, 'why' | 'isHopeless'>

const UNKNOWN_TYPE = 'application/octet-stream'

/** Puts files where others find them, one after the other, and says in their conversation where (XEP-0363, XEP-0066). */
export const uploader = defineModel('uploader', (use, { request }) => {
  const { rows } = use(uploadModel)
  const session = use(sessionModel)
  const { say } = use(timelineCommands)
  let current: { id: string; stop: AbortController } | undefined

  function next(): void {
    if (current || !session.isOnline()) return
    const row = [...rows.values()].find(({ state }) => state === 'waiting')
    if (row) void send(row)
  }

  async function send({ id, conversation, file }: Upload): Promise<void> {
    const stop = new AbortController()
    current = { id, stop }
    const change = (part: Partial<Upload>) => rows.update(id, (row) => ({ ...row, ...part }))
    change({ state: 'sending', done: 0 })
    const outcome = await bring(file, stop.signal, (done) => change({ done })).catch((): Trouble => {
      // The file was moved, changed or taken away since it was chosen, or is a folder.
      return { why: t('upload:unreadable') }
    })
    current = undefined
    if ('url' in outcome && rows.delete(id)) say(conversation, outcome.url, { oob: true })
    else if (!('url' in outcome)) change({ state: 'failed', ...outcome })
    next()
  }

  async function bring(
    file: File,
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<{ url: string } | Trouble> {
    if (file.size === 0) return { why: t('upload:empty'), isHopeless: true }
    const service = await request('xmpp.upload.service', {})
    if (!service.ok) return troubleOf(service.error)
    const { maxSize } = service.value
    // Told before anything of it is read or sent.
    if (maxSize !== undefined && file.size > maxSize) return tooLarge(maxSize)
    const type = file.type || UNKNOWN_TYPE
    // What cannot be read says so here, before a place is asked for.
    await file.slice(0, 1).arrayBuffer()
    const body = type === 'image/jpeg' ? await cleaned(file) : file
    const slot = await request('xmpp.upload.slot', { name: file.name, size: body.size, type })
    if (!slot.ok) return troubleOf(slot.error)
    const { put: place, get } = slot.value
    // The page's policy would stop it; this says why.
    if (!isOurPlace(place.url)) return { why: t('upload:error.protocol'), isHopeless: true }
    const result = await put({ slot: place, body, type, onProgress, signal })
    if (result.is === 'there') return { url: get.url }
    if (result.is === 'refused' && result.status === 413) return { why: t('upload:tooLargeSomehow') }
    return {
      why: result.is === 'refused' ? t('upload:refused', { status: result.status }) : t('upload:lost'),
    }
  }

  const stops = [session.link.subscribe(next), session.upstream.subscribe(next), rows.subscribeAny(look)]
  function look(): void {
    const isUnderWay = [...rows.values()].some(({ state }) => state !== 'failed')
    if (isUnderWay) addEventListener('beforeunload', keepPage)
    else removeEventListener('beforeunload', keepPage)
    next()
  }
  session.upstream.subscribe(() => {
    // What one account was sending is no other's to finish.
    if (session.upstream.get().state !== 'ended') return
    for (const stop of stops) stop()
    removeEventListener('beforeunload', keepPage)
    current?.stop.abort()
  })
  // This is made while the first row is drawn, and none may change meanwhile.
  queueMicrotask(look)

  return {
    cancel(id: string): void {
      rows.delete(id)
      if (current?.id === id) current.stop.abort()
    },
    retry(id: string): void {
      const row = rows.get(id)
      if (!row) return
      const { why: _why, ...rest } = row
      rows.set(id, { ...rest, state: 'waiting', done: 0 })
    },
  }
})

const cleaned = async (file: File) => new Blob([withoutNotes(new Uint8Array(await file.arrayBuffer()))])

const tooLarge = (maxSize: number): Trouble => ({
  why: t('upload:tooLarge', { max: sizeWords(maxSize) }),
  isHopeless: true,
})

function troubleOf(error: ProtocolError): Trouble {
  const { reason, detail } = error
  if (reason === 'too-long' && Number(detail) > 0) return tooLarge(Number(detail))
  if (reason === 'rate-limited' && detail)
    return { why: t('upload:quotaUntil', { count: minutesOf(detail) }) }
  return { why: sentence(error, 'upload'), ...(reason === 'unsupported' ? { isHopeless: true } : {}) }
}

const minutesOf = (seconds: string) => Math.max(1, Math.ceil(Number(seconds) / 60))
