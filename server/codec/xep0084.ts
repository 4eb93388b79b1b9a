import { type AvatarInfo, type AvatarMetadata, ImageType, MAX_IMAGE_BYTES } from '#protocol/avatar.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { NS_PUBSUB, NS_PUBSUB_EVENT } from './xep0060.ts'

export const NS_AVATAR_DATA = 'urn:xmpp:avatar:data'
export const NS_AVATAR_METADATA = 'urn:xmpp:avatar:metadata'

const MAX_INFOS = 8
const MAX_ID_CHARS = 256
const MAX_URL_CHARS = 1024

function publish(id: string, node: string, item: Element): Element {
  return xml('iq', { type: 'set', id }, xml('pubsub', { xmlns: NS_PUBSUB }, xml('publish', { node }, item)))
}

/** §3.1. */
export function buildAvatarData(id: string, avatar: string, content: string): Element {
  const data = xml('data', { xmlns: NS_AVATAR_DATA }, content)
  return publish(id, NS_AVATAR_DATA, xml('item', { id: avatar }, data))
}

/** §3.2, and §3.5 for none: then the item has no id, either. */
export function buildAvatarMetadata(id: string, { additional, disable, ...first }: AvatarMetadata): Element {
  const infos = disable ? [] : [first, ...(additional ?? [])].map(buildInfo)
  const metadata = xml('metadata', { xmlns: NS_AVATAR_METADATA }, ...infos)
  const item = xml('item', disable || !first.id ? {} : { id: first.id }, metadata)
  return publish(id, NS_AVATAR_METADATA, item)
}

function buildInfo({ bytes, id, type, width, height, url }: AvatarMetadata): Element {
  const known = Object.entries({ bytes, id, type, width, height, url })
  return xml(
    'info',
    Object.fromEntries(known.flatMap(([name, value]) => (value ? [[name, String(value)]] : []))),
  )
}

/** §3.4. */
export function buildAvatarRequest(id: string, of: string, avatar: string): Element {
  const items = xml('items', { node: NS_AVATAR_DATA }, xml('item', { id: avatar }))
  return xml('iq', { type: 'get', id, to: of }, xml('pubsub', { xmlns: NS_PUBSUB }, items))
}

/** The base64 of the picture that was asked for; undefined where the answer holds another one, or none. */
export function parseAvatarData(reply: Element, avatar: string): string | undefined {
  const items = reply.getChild('pubsub', NS_PUBSUB)?.getChild('items')
  const item = items?.getChildren('item').find((each) => each.attrs.id === avatar)
  return item?.getChild('data', NS_AVATAR_DATA)?.getText()
}

/** XEP-0060 §6.1, §6.2 at somebody's metadata node. */
export function buildAvatarSubscription(
  id: string,
  of: string,
  jid: string,
  what: 'subscribe' | 'unsubscribe',
): Element {
  const wish = xml(what, { node: NS_AVATAR_METADATA, jid })
  return xml('iq', { type: 'set', id, to: of }, xml('pubsub', { xmlns: NS_PUBSUB }, wish))
}

/** What a subscription has become; a service may say no more than that it was heard (XEP-0060 §6.1.2). */
export function parseAvatarSubscription(reply: Element): {
  subscription: string
  id?: string
  configuration?: { required: boolean }
} {
  const element = reply.getChild('pubsub', NS_PUBSUB)?.getChild('subscription')
  const { subscription = 'subscribed', subid } = element?.attrs ?? {}
  const options = element?.getChild('subscribe-options')
  return {
    subscription,
    ...(subid ? { id: subid } : {}),
    ...(options ? { configuration: { required: options.getChild('required') !== undefined } } : {}),
  }
}

/** The `<metadata/>` of a notification, if it is one of an avatar. */
export function metadataOf(message: Element): Element | undefined {
  const items = message.getChild('event', NS_PUBSUB_EVENT)?.getChild('items')
  if (items?.attrs.node !== NS_AVATAR_METADATA) return undefined
  return items.getChildren('item').at(-1)?.getChild('metadata', NS_AVATAR_METADATA)
}

/** What a page is told of it: of the formats that are offered, those that it may show. */
export function parseAvatarMetadata(metadata: Element): { disabled: true } | { avatars: AvatarInfo[] } {
  const infos = metadata.getChildren('info')
  if (infos.length === 0) return { disabled: true }
  return { avatars: infos.slice(0, MAX_INFOS).flatMap((info) => parseInfo(info) ?? []) }
}

function parseInfo({ attrs }: Element): AvatarInfo | undefined {
  const { id, bytes = '', width = '', height = '', url } = attrs
  const type = ImageType.safeParse(attrs.type?.toLowerCase())
  if (!id || id.length > MAX_ID_CHARS || !type.success) return undefined
  if (!/^\d{1,10}$/u.test(bytes) || Number(bytes) > MAX_IMAGE_BYTES) return undefined
  if (url !== undefined && (url.length > MAX_URL_CHARS || !/^https?:\/\//iu.test(url))) return undefined
  const isSize = (text: string) => /^\d{1,5}$/u.test(text)
  return {
    id,
    type: type.data,
    bytes,
    ...(isSize(width) ? { width } : {}),
    ...(isSize(height) ? { height } : {}),
    ...(url ? { url } : {}),
  }
}
