import type { CommandData } from '#protocol/index.ts'
import { UploadSlot } from '#protocol/upload.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { findForm, parseForm } from './xep0004.ts'

export const NS_UPLOAD = 'urn:xmpp:http:upload:0'

/** The headers that a service may wish for (version 1.0 §5): with any other, it could say anything in our name. */
const HEADERS = Object.keys(UploadSlot.shape.put.shape.headers.shape) as Header[]
type Header = keyof UploadSlot['put']['headers']

export const buildSlotRequest = (
  id: string,
  to: string,
  { name, size, type }: CommandData<'xmpp.upload.slot'>,
): Element =>
  xml(
    'iq',
    { type: 'get', id, to },
    xml('request', {
      xmlns: NS_UPLOAD,
      filename: name,
      size: String(size),
      ...(type ? { 'content-type': type } : {}),
    }),
  )

/** What a disco#info says of an upload service; undefined of anything else. */
export function parseService(query: Element | undefined): { maxSize?: number } | undefined {
  if (!query?.getChildren('feature').some(({ attrs }) => attrs.var === NS_UPLOAD)) return undefined
  const form = findForm(query, NS_UPLOAD)
  const field = form && parseForm(form).fields?.find((each) => each.var === 'max-file-size')
  const maxSize = wholeOf(field?.value)
  return maxSize === undefined ? {} : { maxSize }
}

/** Both addresses, and the headers that are allowed; undefined where an address is missing. */
export function parseSlot(iq: Element): UploadSlot | undefined {
  const slot = iq.getChild('slot', NS_UPLOAD)
  const put = slot?.getChild('put')
  const [putUrl, getUrl] = [put?.attrs.url, slot?.getChild('get')?.attrs.url]
  if (!putUrl || !getUrl) return undefined
  const headers: UploadSlot['put']['headers'] = {}
  for (const element of put?.getChildren('header') ?? []) {
    const name = HEADERS.find((each) => each.toLowerCase() === element.attrs.name?.trim().toLowerCase())
    // What is of several lines could say more than one thing; XEP-0363 has line breaks taken out.
    if (name)
      headers[name] = element
        .getText()
        .replace(/[\r\n]/gu, '')
        .trim()
  }
  return { put: { url: putUrl, headers }, get: { url: getUrl } }
}

/** Why a service gave no slot: the most it takes, in bytes, and when to ask again, in milliseconds since 1970. */
export function parseRefusal(iq: Element): { maxSize?: number; retryAt?: number; isTooLarge: boolean } {
  const error = iq.getChild('error')
  const tooLarge = error?.getChild('file-too-large', NS_UPLOAD)
  const maxSize = wholeOf(tooLarge?.getChildText('max-file-size'))
  const retryAt = Date.parse(error?.getChild('retry', NS_UPLOAD)?.attrs.stamp ?? '')
  return {
    isTooLarge: tooLarge !== undefined,
    ...(maxSize === undefined ? {} : { maxSize }),
    ...(Number.isNaN(retryAt) ? {} : { retryAt }),
  }
}

function wholeOf(value: unknown): number | undefined {
  const bytes = typeof value === 'string' && /^\d{1,15}$/u.test(value.trim()) ? Number(value) : 0
  return bytes > 0 ? bytes : undefined
}
