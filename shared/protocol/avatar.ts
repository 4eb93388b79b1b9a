// XEP-0084: User Avatar
// Source: https://xmpp.org/extensions/xep-0084.html
// Version: 1.1.4 (2019-09-20)

import * as z from 'zod/mini'
import { address, checkText, command, Done, event, key, text } from './define.ts'
import { Jid } from './jidSchema.ts'

/** The most an image may weigh on its way out, in bytes: in base64 it must fit an event of 128 KiB. */
export const MAX_UPLOAD_BYTES = 88 * 1024
/** The most that is taken from others, in bytes. */
export const MAX_IMAGE_BYTES = 256 * 1024
/** What a page is given of others; a picture of any other kind is as good as none. */
export const ImageType = z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
export type ImageType = z.infer<typeof ImageType>

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u

/** What is wrong with the base64 of an image that is to be sent, if anything is. */
export function checkImage(content: string, name: string, context: z.core.$RefinementCtx): void {
  const tooLong = {
    code: 'custom' as const,
    message: `'${name}' is longer than ${MAX_UPLOAD_BYTES} bytes`,
    params: { reason: 'too-long', detail: String(MAX_UPLOAD_BYTES) },
  }
  if (content.length > MAX_UPLOAD_BYTES * 1.5) return void context.addIssue(tooLong)
  const dense = content.replace(/\s+/gu, '')
  if (!BASE64.test(dense)) context.addIssue({ code: 'custom', message: `'${name}' is not base64` })
  else if (Math.floor((dense.replace(/=/gu, '').length * 3) / 4) > MAX_UPLOAD_BYTES) context.addIssue(tooLong)
}

const Content = z.string({
  error: ({ input }) => (input ? 'Image content should be a string' : "Missing 'content' key"),
})
const Id = z.optional(
  z.pipe(
    z.transform((id: string | null | false | 0) => id || undefined),
    z.optional(
      z
        .string('Avatar id should be a string')
        .check(z.superRefine((id, context) => checkText(id, 'id', 256, context))),
    ),
  ),
)
const size = (name: string) => {
  const wrong = `'${name}' must be a number`
  return z.nullish(
    z.union(
      [
        z.int(wrong).check(z.gte(0, wrong), z.lte(0xffffffff, wrong)),
        z.string(wrong).check(z.regex(/^\d{1,10}$/u, wrong)),
      ],
      wrong,
    ),
  )
}
const info = {
  bytes: size('bytes'),
  id: text('id', 256),
  type: text('type', 128),
  width: size('width'),
  height: size('height'),
  url: text('url', 2048),
}
const Metadata = z.object({
  ...info,
  /** The same picture in other formats, which are not at the data node. */
  additional: z.nullish(z.array(z.object(info), 'Additional must be an array')),
  /** No picture from now on; the rest is not needed. */
  disable: z.nullish(z.boolean()),
})
export type AvatarMetadata = z.output<typeof Metadata>

const none: z.input<typeof Metadata> = { disable: true }

/** The first thing that XMPP-FTW misses, in its order. */
function missing({ disable, additional, ...first }: z.input<typeof Metadata>): string | undefined {
  if (disable) return undefined
  for (const key of ['bytes', 'id', 'type'] as const) if (!first[key]) return `Missing '${key}' key`
  if (!additional) return undefined
  if (!Array.isArray(additional)) return 'Additional must be an array'
  for (const each of additional)
    for (const key of ['id', 'url', 'bytes', 'type'] as const)
      if (!each?.[key]) return `Missing '${key}' key in additional`
  return undefined
}

/** As it was told; only `type` is known to be one that we show. An avatar with a `url` is somewhere on the web. */
export const AvatarInfo = z.object({
  id: z.string(),
  type: z.string(),
  bytes: z.string(),
  width: z.optional(z.string()),
  height: z.optional(z.string()),
  url: z.optional(z.string()),
})
export type AvatarInfo = z.infer<typeof AvatarInfo>

const Owner = z.object({ of: address('of') })

export const commands = {
  /** §3.1. `id` is the SHA-1 of the picture unless one is given; the rest of the answer is what the bytes say. */
  'xmpp.avatar.upload': command(
    z
      .object({ content: Content.check(z.minLength(1, "Missing 'content' key")), id: Id })
      .check(z.superRefine(({ content }, context) => checkImage(content, 'content', context))),
    z.object({
      id: z.string(),
      bytes: z.number(),
      type: z.optional(ImageType),
      width: z.optional(z.number()),
      height: z.optional(z.number()),
    }),
  ),
  /** §3.2, §3.5: tells the contacts which picture it is from now on, or that there is none. */
  'xmpp.avatar.metadata': command(
    z.pipe(
      z.transform((data: z.input<typeof Metadata>, context) => {
        const message = missing(data)
        if (message) context.issues.push({ code: 'custom', message, input: data })
        return data.disable ? none : { ...data, disable: false }
      }),
      Metadata,
    ),
    Done,
  ),
  /** §3.4. Refused where the picture is not what its id or we allow; `verified`: the id is its SHA-1. */
  'xmpp.avatar.data': command(
    z.object({ of: address('of'), id: key('id', 256) }),
    z.object({ content: z.string(), type: ImageType, verified: z.optional(z.literal(true)) }),
  ),
  /** For somebody who is no contact; those tell by themselves. */
  'xmpp.avatar.subscribe': command(
    Owner,
    z.object({
      subscription: z.string(),
      id: z.optional(z.string()),
      configuration: z.optional(z.object({ required: z.boolean() })),
    }),
    'required',
    true,
  ),
  /** Takes that back; a contact still tells. */
  'xmpp.avatar.unsubscribe': command(Owner, Done, 'required', true),
}

export const events = {
  /** A contact, or another client of one's own, has another picture; `avatars` is empty where we show none of them. */
  'xmpp.avatar.push.metadata': event(
    z.object({
      from: Jid,
      disabled: z.optional(z.literal(true)),
      avatars: z.optional(z.array(AvatarInfo)),
    }),
  ),
}
