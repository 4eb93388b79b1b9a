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
  readonly occupants?: number
}

/** Reads what disco#info (XEP-0045 §6.4) says of a room. */
export function roomInfoOf(infos: readonly DiscoInfo[]): RoomInfo {
  const features = new Set(infos.flatMap((info) => (info.kind === 'feature' && info.var ? [info.var] : [])))
  const name = infos.find((info) => info.kind === 'identity' && info.category === 'conference')?.name
  const fields = infos.find((info) => info.form?.formType?.endsWith('muc#roominfo'))?.form?.fields ?? []
  const field = (variable: string) => fields.find((each) => each.var === variable)?.value
  const description = field('muc#roominfo_description')
  const occupants = Number(field('muc#roominfo_occupants') ?? Number.NaN)
  return {
    ...(name ? { name } : {}),
    ...(typeof description === 'string' && description ? { description } : {}),
    hasPassword: features.has('muc_passwordprotected'),
    isMembersOnly: features.has('muc_membersonly'),
    isModerated: features.has('muc_moderated'),
    showsAddresses: features.has('muc_nonanonymous'),
    isPersistent: features.has('muc_persistent'),
    ...(Number.isNaN(occupants) ? {} : { occupants }),
  }
}
