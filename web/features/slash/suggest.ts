import type { Suggestion, Suggestions } from '../../lib/composerAid.ts'
import type { Conversation } from '../../lib/conversation.ts'
import { fold } from '../../lib/fold.ts'
import { t } from '../../lib/i18n.ts'
import { revealed } from '../../lib/revealed.ts'
import type { Candidate, SlashCommand } from '../../lib/slash.ts'
import { quoted } from '../../lib/slashArguments.ts'
import type { Registry } from './registry.ts'
import { usageOf } from './usage.ts'

/** As many rows as somebody reads; the rest is found by typing on. */
const MAX_SHOWN = 40
/** No nick that is worth completing is longer. */
const MAX_TYPED = 64

/** What fits at the caret, best first. */
export function suggest(
  registry: Registry,
  target: Conversation,
  text: string,
  caret: number,
  isAsked: boolean,
): Suggestions | undefined {
  const head = text.slice(0, caret)
  if (!text.startsWith('/') || text.startsWith('//') || /^\/me\s/iu.test(text))
    return target.kind === 'room' ? mentions(registry, target, text, head, isAsked) : undefined
  if (/^\/\S*$/u.test(head)) return commands(registry, target, text, head)
  const name = /^\/(\S+)\s+/u.exec(head)
  const command = name && registry.find(name[1] ?? '')
  return command ? argument(registry, target, command, head, name[0].length) : undefined
}

function commands(registry: Registry, target: Conversation, text: string, head: string) {
  const typed = head.slice(1).toLowerCase()
  const word = /^\/\S*/u.exec(text)?.[0] ?? head
  const fit = registry.commands.flatMap((command) => {
    const names = [command.name, ...(command.aliases ?? [])]
    const name = names.find((each) => each === typed) ?? names.find((each) => each.startsWith(typed))
    return name !== undefined && command.where.includes(target.kind) ? [{ command, name }] : []
  })
  const found = fit.map((each) => ({ ...each, disabled: each.command.refusal?.(target) }))
  // What is written out, then what one may do, then what one may not.
  const place = ({ name, disabled }: (typeof found)[number]) => (name === typed ? 0 : disabled ? 2 : 1)
  found.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
  const items = found.map(({ command, name, disabled }): Suggestion => {
    return {
      id: command.name,
      label: `/${name}`,
      hint: usageOf(command, name).slice(name.length + 2),
      detail: t(`slash:about.${command.name}`),
      ...(disabled ? { disabled } : {}),
      insert: text.length > word.length ? `/${name}` : `/${name} `,
    }
  })
  return listOf('command', t('slash:commands'), items, items.length, 0, word.length)
}

function argument(
  registry: Registry,
  target: Conversation,
  { takes }: SlashCommand,
  head: string,
  from: number,
): Suggestions | undefined {
  const kind = takes[0]?.kind
  const typed = head.slice(from)
  const query = typed.replace(/^["@]/u, '')
  // A space ends the argument, unless a nick goes on with it.
  if (kind === undefined || kind === 'text' || /\s$/u.test(query) || query.length > MAX_TYPED)
    return undefined
  if (kind !== 'nick' && kind !== 'person' && /\s/u.test(query)) return undefined
  const people = kind === 'nick' || kind === 'person' ? registry.candidates('nick', target) : []
  const others = kind === 'nick' ? [] : registry.candidates(kind === 'person' ? 'address' : kind, target)
  const fit = [
    ...fitting(people, query).map((each) => ({ ...each, insert: `${quoted(each.text)} ` })),
    ...fitting(others, query).map((each) => ({ ...each, insert: `${each.text} ` })),
  ]
  const label = t(kind === 'room' ? 'slash:rooms' : 'slash:people')
  return listOf('argument', label, fit.slice(0, MAX_SHOWN).map(itemOf), fit.length, from, head.length)
}

function mentions(
  registry: Registry,
  target: Conversation,
  text: string,
  head: string,
  isAsked: boolean,
): Suggestions | undefined {
  const places = beginnings(head, isAsked)
  // Most of what is typed names nobody: a crowd is not looked through for it.
  if (places.length === 0) return undefined
  const people = registry.candidates('nick', target)
  for (const from of places) {
    const query = head.slice(from).replace(/^@/u, '')
    const fit = fitting(people, query, isAsked && !head.slice(from).startsWith('@'))
    if (fit.length === 0) continue
    // Whom a message begins with, it is for.
    const after = from === 0 ? ':' : ''
    const space = /^\s/u.test(text.slice(head.length)) ? '' : ' '
    const items = fit
      .slice(0, MAX_SHOWN)
      .map((each) => itemOf({ ...each, insert: each.text + after + space }))
    return listOf('mention', t('slash:people'), items, fit.length, from, head.length)
  }
  return undefined
}

/** Where a nick may begin that ends at the caret: at an `@`, or, asked for, at one of the last words. */
function beginnings(head: string, isAsked: boolean): number[] {
  const near = head.slice(-MAX_TYPED)
  const offset = head.length - near.length
  if (/\s$/u.test(near) || near === '') return []
  const at = [...near.matchAll(/(?<![\p{L}\p{N}_@.])@(?=[^@\n]*$)/gu)].at(-1)
  const words = isAsked ? [...near.matchAll(/(?<!\S)[^\s@]/gu)].slice(-3) : []
  // The longest first: "Doc Br" is the beginning of "Doc Brown" before "Br" is that of "Brian".
  return [...(at ? [at] : []), ...words].map(({ index }) => offset + index).sort((a, b) => a - b)
}

function fitting(candidates: readonly Candidate[], query: string, fromStart = false): Candidate[] {
  const wanted = fold(query)
  if (wanted === '') return [...candidates]
  const [exact, first, inside]: Candidate[][] = [[], [], []]
  for (const candidate of candidates) {
    const name = fold(candidate.text)
    if (name === wanted) exact?.push(candidate)
    else if (name.startsWith(wanted)) first?.push(candidate)
    else if (!fromStart && hasWord(name, wanted)) inside?.push(candidate)
  }
  return [...(exact ?? []), ...(first ?? []), ...(inside ?? [])]
}

function hasWord(name: string, wanted: string): boolean {
  const at = name.indexOf(wanted)
  return at > 0 && !/[\p{L}\p{N}]/u.test(name[at - 1] ?? '')
}

function itemOf({ text, detail, insert }: Candidate & { insert: string }): Suggestion {
  return { id: text, label: revealed(text), insert, ...(detail ? { detail } : {}) }
}

function listOf(
  kind: Suggestions['kind'],
  label: string,
  items: readonly Suggestion[],
  count: number,
  from: number,
  to: number,
): Suggestions | undefined {
  if (items.length === 0) return undefined
  return { kind, label, items, from, to, announcement: t('slash:count', { count }) }
}
