import { readdirSync, readFileSync } from 'node:fs'

/** What a person has written of one event beside its schema; `code` between backticks. */
export interface EntryText {
  /** One sentence. Without it, the comment above the schema says it. */
  says?: string
  /** Of keys whose sentence is found nowhere else. */
  keys?: Record<string, string>
  /** What the acknowledgement brings. */
  reply?: string
  replyKeys?: Record<string, string>
  /** Refusals that only the handler gives. */
  errors?: { description?: string; reason?: string; when: string }[]
  /** Where XMPP-FTW 2 and its extensions do something else, and why. */
  differs?: string[]
  /** The fixture that shows most; without it, the first that succeeds. */
  example?: string
}

export interface SliceText {
  title: string
  about: string
  commands?: Record<string, EntryText>
  events?: Record<string, EntryText>
}

/** What XMPP-FTW 2 and its extensions call an event: acknowledgement and keys as they are there. */
export interface Original {
  ack?: 'required' | 'optional' | 'none'
  keys: string[]
}

export interface Vocabulary {
  commands: Record<string, Original>
  events: Record<string, Original>
}

/** Keys and reasons that mean the same wherever they stand, and the shapes that several events share. */
export interface Glossary {
  keys: Record<string, string>
  shapes: Record<string, { says?: string; keys?: Record<string, string> }>
  reasons: Record<string, string>
}

export interface Texts {
  slices: Record<string, SliceText>
  original: Vocabulary
  glossary: Glossary
}

const FOLDER = 'shared/reference'

export function readTexts(root = '.'): Texts {
  const read = (name: string) => JSON.parse(readFileSync(`${root}/${FOLDER}/${name}.json`, 'utf8'))
  const names = readdirSync(`${root}/${FOLDER}/slices`).map((file) => file.replace('.json', ''))
  return {
    slices: Object.fromEntries(names.map((name) => [name, read(`slices/${name}`)])),
    original: read('xmppFtw'),
    glossary: read('glossary'),
  }
}
