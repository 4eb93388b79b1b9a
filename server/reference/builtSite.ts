import { join } from 'node:path'
import { buildSite } from './site.ts'

/** The pages, made while this module is loaded: whoever loads it for a build can load nothing afterwards. */
export const site = await buildSite(join(import.meta.dirname, '../..'))
