import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** How Prosody is started here. */
export interface Prosody {
  command: string
  args: string[]
  env: Record<string, string>
  openssl: string
  hasSqlite: boolean
  /** The folder that holds `mod_muc_moderation` (XEP-0425), which is no part of Prosody 0.12; a server without it will do. */
  moderationFolder?: string | undefined
}

export type Found = { ok: true; prosody: Prosody } | { ok: false; problem: string }

/** A program's file. */
export function which(name: string): string | undefined {
  // Not every account has the folders of the system's own programs on its PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
  for (const folder of folders) {
    const file = join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {}
  }
  return undefined
}

/** What Prosody's start script says of itself: its interpreter and the folder of its sources. */
export function readScript(file: string): {
  interpreter: string | undefined
  sourceFolder: string | undefined
} {
  let text = ''
  try {
    text = readFileSync(file, 'utf8').slice(0, 4096)
  } catch {}
  const interpreter = /^#!\s*(?:\S*\/env\s+)?(\S*lua\S*)/u.exec(text)?.[1]
  return { interpreter, sourceFolder: /CFG_SOURCEDIR\s*=\s*'([^']+)'/u.exec(text)?.[1] }
}

/** The first of these folders of modules that has the one by which moderators take messages out. */
export function moderationIn(folders: readonly string[]): string | undefined {
  return folders.find((folder) => existsSync(join(folder, 'mod_muc_moderation', 'mod_muc_moderation.lua')))
}

/** Whether a version lacks what we ask of it; one that is no number is somebody's own build, and their word counts. */
export function isOlder(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/u.exec(version) ?? []
  return major !== undefined && (Number(major) < 0 || (Number(major) === 0 && Number(minor) < 12))
}
