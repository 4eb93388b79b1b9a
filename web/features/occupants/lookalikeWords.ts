import { t } from '../../lib/i18n.ts'
import { revealed } from '../../lib/revealed.ts'
import type { Lookalike } from './lookalikes.ts'

/** For whom somebody can be taken, in a sentence. */
export const lookalikeWords = ({ as, like }: Lookalike): string =>
  t(`lookalikes:${as}`, { like: revealed(like) })
