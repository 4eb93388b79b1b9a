import { codePointName, illegalCodePoint, utf8Length } from '#protocol/text.ts'
import { t } from '../../lib/i18n.ts'

/** Why a text cannot be sent as it is, in words; undefined when it can. */
export function objection(text: string, maxBytes: number): string | undefined {
  const bad = illegalCodePoint(text)
  if (bad !== undefined) return t('errors:illegal-character', { detail: codePointName(bad) })
  const bytes = utf8Length(text)
  return bytes > maxBytes ? t('timeline:tooLong', { bytes, maxBytes }) : undefined
}
