import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A fixture as the reference shows it; stanzas are texts as they stand in the file. */
export interface Case {
  slice: string
  name: string
  given: { rooms?: { room: string; nick: string }[]; signIn?: string; unanswered?: boolean }
  command: [name: string, payload?: unknown] | undefined
  out: string | undefined
  reply: string | undefined
  in: string | undefined
  ack: unknown[] | undefined
  events: [string, unknown][]
}

const FOLDER = 'shared/fixtures'
const PART = /\.(?:command\.json|ack\.json|event\.json|given\.json|in\.xml|out\.xml|reply\.xml)$/u

/** Every case of every slice, in the order of their names. */
export function readCases(root = '.'): Case[] {
  const folder = `${root}/${FOLDER}`
  return readdirSync(folder)
    .sort()
    .flatMap((slice) => {
      const names = readdirSync(`${folder}/${slice}`)
        .filter((file) => PART.test(file))
        .map((file) => file.replace(PART, ''))
      return [...new Set(names)].sort().map((name) => readCase(folder, slice, name))
    })
}

function readCase(folder: string, slice: string, name: string): Case {
  const text = (part: string) => {
    const path = `${folder}/${slice}/${name}.${part}`
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
  }
  const json = (part: string) => {
    const found = text(part)
    return found === undefined ? undefined : JSON.parse(found)
  }
  const shared = `${folder}/${slice}/given.json`
  const given = json('given.json') ?? (existsSync(shared) ? JSON.parse(readFileSync(shared, 'utf8')) : {})
  const command = json('command.json')
  return {
    slice,
    name,
    given,
    command,
    out: text('out.xml'),
    reply: text('reply.xml'),
    in: text('in.xml'),
    ack:
      command === undefined || given.unanswered || given.signIn
        ? undefined
        : (json('ack.json') ?? [null, true]),
    events: json('event.json') ?? [],
  }
}
