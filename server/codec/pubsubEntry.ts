import type { Entry, EntryDraft } from '#protocol/pubsubEntry.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildActivity, parseActivity } from './activity.ts'
import { buildAtom, NS_ATOM, parseAtom } from './atom.ts'
import { buildIodef, parseIodef } from './iodef.ts'
import { markupIn } from './markup.ts'
import { NS_PUBSUB, NS_PUBSUB_EVENT } from './xep0060.ts'
import { buildTune, parseTune } from './xep0118.ts'
import { buildJson, parseJson } from './xep0335.ts'

const MAX_DEPTH = 100
/** A body without a namespace of its own: some services keep the one of the request, others give it theirs. */
const PLAIN = new Set([NS_PUBSUB, NS_PUBSUB_EVENT, 'jabber:client'])

/** What an Atom entry must have and the browser may leave out. */
export interface Made {
  readonly id: string
  readonly updated: string
}

/** What an item holds; empty where nothing is recognised. Never throws, whatever a stranger published. */
export function parseEntry(item: Element): Entry {
  if (isDeep(item)) return {}
  const tune = parseTune(item)
  const json = item.getChildElements().length === 1 ? parseJson(item) : undefined
  const atom = item.getChild('entry', NS_ATOM)
  const report = parseIodef(item)
  const entry: Entry = {
    ...(tune ? { tune } : {}),
    ...json,
    ...(atom ? { atom: parseAtom(atom), ...parseActivity(atom) } : {}),
    ...(report ? { 'IODEF-Document': report } : {}),
  }
  if (Object.keys(entry).length > 0) return entry
  const body = item.getChildren('body').find((each) => PLAIN.has(each.getNS() ?? ''))
  return body ? { body: markupIn(body) } : {}
}

/** The children of the item; undefined where markup in them is not well-formed. */
export function buildEntry(draft: EntryDraft, made: Made): Element[] | undefined {
  const payload: Element[] = []
  if (draft.tune) payload.push(buildTune(draft.tune))
  if (draft.json !== undefined && payload.length === 0) payload.push(buildJson(draft.json))
  if (draft.atom || draft.media) {
    const entry = buildAtom(draft.atom ?? {}, made)
    if (entry === undefined) return undefined
    buildActivity(entry, draft)
    payload.push(entry)
  }
  if (draft['IODEF-Document']) payload.push(buildIodef(draft['IODEF-Document']))
  if (payload.length === 0) payload.push(xml('body', {}, draft.body ?? ''))
  return payload
}

// Whoever writes markup out goes down into it, and would not come back from very deep.
function isDeep(item: Element): boolean {
  let level = [item]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((element) => element.getChildElements())
  }
  return false
}
