import type { DiscoInfo } from '#protocol/disco.ts'

/** What disco#info says of a room, before anybody enters it. */
export interface RoomInfo {
  readonly name?: string
  readonly description?: string
  readonly hasPassword: boolean
  readonly isMembersOnly: boolean
  readonly isModerated: boolean
  /** Everybody there sees everybody's address. */
  readonly showsAddresses: boolean
  readonly isPersistent: boolean
  /** Moderators can have messages taken out (XEP-0425, current or older). */
  readonly offersModeration: boolean
  readonly occupants?: number
  /** Whether the directory of its service shows it; undefined when it does not say. */
  readonly isListed?: boolean
  /** What is said there is kept, and can be read by who comes later (XEP-0313). */
  readonly isArchived: boolean
  /** Whom to ask about it. */
  readonly contacts?: readonly string[]
  readonly language?: string
}

/** Reads what disco#info (XEP-0045 §6.4) says of a room. */
export function roomInfoOf(infos: readonly DiscoInfo[]): RoomInfo {
  const features = new Set(infos.flatMap((info) => (info.kind === 'feature' && info.var ? [info.var] : [])))
  const name = infos.find((info) => info.kind === 'identity' && info.category === 'conference')?.name
  const fields = infos.find((info) => info.form?.formType?.endsWith('muc#roominfo'))?.form?.fields ?? []
  const field = (variable: string) => fields.find((each) => each.var === variable)?.value
  const description = field('muc#roominfo_description')
  const occupants = Number(field('muc#roominfo_occupants') ?? Number.NaN)
  const contact = field('muc#roominfo_contactjid')
  const contacts = [contact].flat().filter((each) => typeof each === 'string' && each !== '') as string[]
  const language = field('muc#roominfo_lang')
  const isPublic = features.has('muc_public')
  return {
    ...(name ? { name } : {}),
    ...(typeof description === 'string' && description ? { description } : {}),
    hasPassword: features.has('muc_passwordprotected'),
    isMembersOnly: features.has('muc_membersonly'),
    isModerated: features.has('muc_moderated'),
    showsAddresses: features.has('muc_nonanonymous'),
    isPersistent: features.has('muc_persistent'),
    offersModeration:
      features.has('urn:xmpp:message-moderate:1') || features.has('urn:xmpp:message-moderate:0'),
    isArchived: features.has('urn:xmpp:mam:2'),
    ...(isPublic || features.has('muc_hidden') ? { isListed: isPublic } : {}),
    ...(contacts.length > 0 ? { contacts } : {}),
    ...(typeof language === 'string' && language ? { language } : {}),
    ...(Number.isNaN(occupants) ? {} : { occupants }),
  }
}
