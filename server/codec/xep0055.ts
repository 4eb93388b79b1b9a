import type { FormValue } from '#protocol/forms.ts'
import type { CommandData, CommandReply } from '#protocol/index.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm, findForm, NS_DATA, parseForm, parseValue } from './xep0004.ts'

export const NS_SEARCH = 'jabber:iq:search'

/** More than anybody reads. */
const MAX_RESULTS = 500

type Found = CommandReply<'xmpp.search.do'>

export function buildSearch(
  type: 'get' | 'set',
  id: string,
  to: string,
  ...content: (Element | null)[]
): Element {
  return xml('iq', { type, id, to }, xml('query', { xmlns: NS_SEARCH }, ...content))
}

export function buildWish({ basic, form }: CommandData<'xmpp.search.do'>): (Element | null)[] {
  if (!basic) return [form ? buildForm(form, NS_SEARCH) : null]
  return Object.entries(basic).map(([name, value]) => xml(name, {}, String(value)))
}

/** §2.1: which fields there are; a form stands for all of them. */
export function parseFields(reply: Element): CommandReply<'xmpp.search.get'> {
  const query = reply.getChild('query', NS_SEARCH)
  const instructions = query?.getChildText('instructions', NS_SEARCH)
  const form = findForm(query)
  const names = (query?.getChildElements() ?? [])
    .filter((child) => child.getNS() === NS_SEARCH && child.getName() !== 'instructions')
    .map((child) => child.getName())
  return {
    ...(instructions ? { instructions } : {}),
    ...(form ? { form: parseForm(form) } : { basic: names }),
  }
}

/** §2.1, §3: what was found, in a form or in the layout from before there were forms. */
export function parseResults(reply: Element): Found {
  const query = reply.getChild('query', NS_SEARCH)
  const form = query?.getChild('x', NS_DATA)
  const found: Found = { fields: {}, results: [] }
  for (const { attrs } of form?.getChild('reported', NS_DATA)?.getChildren('field') ?? []) {
    const { var: name, label, type } = attrs
    if (isName(name)) found.fields[name] = { ...(label ? { label } : {}), ...(type ? { type } : {}) }
  }
  const items = form ? form.getChildren('item', NS_DATA) : (query?.getChildren('item', NS_SEARCH) ?? [])
  for (const item of items.slice(0, MAX_RESULTS)) {
    const result: Record<string, FormValue> = {}
    const columns = form ? fieldsOf(item) : childrenOf(item)
    for (const [name, element] of columns) {
      // Some services fill in what they have not reported.
      if (!Object.hasOwn(found.fields, name)) found.fields[name] = {}
      const { type } = found.fields[name] ?? {}
      const value = typeof element === 'string' ? element : parseValue(element, type ?? element.attrs.type)
      if (value !== undefined) result[name] = value
    }
    found.results.push(result)
  }
  return found
}

type Column = readonly [name: string, value: Element | string]

function fieldsOf(item: Element): Column[] {
  return item.getChildren('field').flatMap((field): Column[] => {
    const { var: name } = field.attrs
    return isName(name) ? [[name, field]] : []
  })
}

function childrenOf(item: Element): Column[] {
  const { jid } = item.attrs
  const children = item.getChildElements().filter((child) => isName(child.getName()))
  return [
    ...(jid ? [['jid', jid] as const] : []),
    ...children.map((child) => [child.getName(), child.getText()] as const),
  ]
}

/** Not one that would be more than a key of an object. */
const isName = (name: string | undefined): name is string =>
  name !== undefined && name !== '' && name !== 'FORM_TYPE' && name !== '__proto__'
