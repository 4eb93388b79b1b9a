import { config } from 'zod/mini'
import { commands } from '#protocol/index.ts'

config({ jitless: true })

/** Every command there is, with its schema. Heavy: to be imported when somebody writes one by hand, and never before. */
export const contract = commands
