// XEP-0054: vcard-temp
// Source: https://xmpp.org/extensions/xep-0054.html
// Version: 1.2 (2008-07-16)

import * as z from 'zod/mini'
import { checkImage } from './avatar.ts'
import { checkText, command, Done, optionalAddress } from './define.ts'

/** The most a text of a card may weigh, in bytes of UTF-8, and how many addresses of a kind a card may have. */
export const MAX_CARD_TEXT_BYTES = 4096
export const MAX_CARD_ENTRIES = 32

/** Text of an element; `false` when the element is there and empty. */
const Text = z.nullish(
  z.union([
    z
      .string()
      .check(z.superRefine((value, context) => checkText(value, 'vCard', MAX_CARD_TEXT_BYTES, context))),
    z.literal(false),
  ]),
)
/** `false` when the element is there: it is always empty. Of a card to be set, `true` says the same. */
const Flag = z.nullish(z.boolean())
const few = <T extends z.ZodMiniType>(entry: T) =>
  z.nullish(z.array(entry).check(z.maxLength(MAX_CARD_ENTRIES)))

const Tel = z.object({
  home: Flag,
  work: Flag,
  voice: Flag,
  fax: Flag,
  pager: Flag,
  msg: Flag,
  cell: Flag,
  video: Flag,
  bbs: Flag,
  modem: Flag,
  isdn: Flag,
  pcs: Flag,
  pref: Flag,
  number: Text,
})
const Adr = z.object({
  home: Flag,
  work: Flag,
  postal: Flag,
  parcel: Flag,
  dom: Flag,
  intl: Flag,
  pref: Flag,
  pobox: Text,
  extadd: Text,
  street: Text,
  locality: Text,
  region: Text,
  pcode: Text,
  ctry: Text,
})
const Email = z.object({ home: Flag, work: Flag, internet: Flag, pref: Flag, x400: Flag, userid: Text })

/** XMPP-FTW's card: keys are the elements' names in lower case, in the order in which they are written. */
export const Card = z.object({
  fn: Text,
  n: z.nullish(z.object({ family: Text, given: Text, middle: Text, prefix: Text, suffix: Text })),
  nickname: Text,
  /** Base64. What we give is a PNG, JPEG, WebP or GIF, and `type` says which one its bytes are. */
  photo: z.nullish(z.union([z.object({ type: Text, binval: z.string() }), z.literal(false)])),
  bday: Text,
  adr: few(Adr),
  tel: few(Tel),
  email: few(Email),
  jabberid: few(Text),
  title: Text,
  role: Text,
  org: z.nullish(z.object({ orgname: Text, orgunit: Text })),
  url: Text,
  desc: Text,
})
export type Card = z.infer<typeof Card>

export const commands = {
  /** Of oneself without `to`. An empty object: there is no card. */
  'xmpp.vcard.get': command(z.object({ to: optionalAddress('to') }), Card),
  /**
   * Replaces one's own card. What it holds that has no key here stays, and so does the photo unless `photo` is given;
   * `false` takes it out.
   */
  'xmpp.vcard.set': command(
    Card.check(
      z.superRefine(({ photo }, context) => {
        if (photo) checkImage(photo.binval, 'photo', context)
      }),
    ),
    Done,
  ),
}
