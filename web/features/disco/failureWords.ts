import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'

/** COMPAT: Prosody 0.12 keeps the place of a component, lists it, and says of it that nothing is connected there. */
export const isVacant = ({ application }: ProtocolError): boolean =>
  application?.condition === 'not-connected'

/** Why an entity did not answer. */
export const failureWords = (jid: string, error: ProtocolError): string =>
  isVacant(error) ? t('disco:vacant') : sentence({ by: jid, ...error }, 'disco')
