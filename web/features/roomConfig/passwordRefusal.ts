import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'

/** Why a room's server takes no such password: our sentence, and its own rules where it says them. */
export function passwordRefusal(error: ProtocolError): string {
  if (error.reason === 'unsupported') return t('roomConfig:password.unsupported')
  const refused = t('roomConfig:password.refused')
  return error.description ? `${refused} ${t('errors:saidByServer', { text: error.description })}` : refused
}
