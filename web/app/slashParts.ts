import { blockingSlash } from '../features/blocking/slash.ts'
import { invitesSlash } from '../features/invites/slash.ts'
import { mucSlash } from '../features/muc/slash.ts'
import { occupantsSlash } from '../features/occupants/slash.ts'
import { rosterSlash } from '../features/roster/slash.ts'
import type { SlashPart } from '../lib/slash.ts'
import type { ModelToken } from '../store/model.ts'
import type { Env } from '../transport/env.ts'

/** What every slice adds to the commands that can be typed. People of the room stand before contacts. */
export const slashParts: readonly ModelToken<SlashPart, Env>[] = [
  mucSlash,
  occupantsSlash,
  invitesSlash,
  rosterSlash,
  blockingSlash,
]
