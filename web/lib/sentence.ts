import type { ProtocolError } from '#protocol/define.ts'
import { hasWords, t } from './i18n.ts'

/**
 * A failure in words a person can act on. Looked up from the narrowest: what this slice says about the reason, what
 * anybody says about it, then the stanza condition, then the server's own text.
 */
export function sentence(error: ProtocolError, slice?: string): string {
  const values = {
    detail: error.detail,
    seconds: error.detail,
    server: error.by,
    text: error.description,
  }
  const names = [error.reason, error.condition].filter((name) => name !== undefined)
  for (const name of names) {
    for (const key of [`${slice}:error.${name}`, `errors:${name}`]) if (hasWords(key)) return t(key, values)
  }
  return error.description ? t('errors:saidByServer', values) : t('errors:unknown')
}
