import type { ProtocolError } from '#protocol/define.ts'
import { hasWords, t } from '../../lib/i18n.ts'

/** Why a remembered room could not be entered, as short as a row of the sidebar needs it. */
export function outsideWords({ reason }: ProtocolError): string {
  const precise = `bookmarks:outside.${reason}`
  return t(hasWords(precise) ? precise : 'bookmarks:outside.other')
}
