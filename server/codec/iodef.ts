import { IODEF_VERSION, type Iodef, type IodefDraft } from '#protocol/pubsubIodef.ts'
import type { Element } from '../xmpp/xml.ts'
import { withAttrs } from './xep0060-request.ts'

const NS = 'urn:ietf:params:xml:ns:iodef-1.0'
const DOCUMENT = 'IODEF-Document'

/** An element of a report: its attributes, whether it holds text, and what is in it. */
interface Part {
  readonly attrs: readonly string[]
  readonly isText?: boolean
  /** By name, in the order that RFC 5070 wants. */
  readonly children?: Readonly<Record<string, Part>>
  /** Stands in a list, whose name is its own with an `s`. */
  readonly isMany?: boolean
}

const Impact: Part = {
  attrs: ['lang', 'severity', 'completion', 'type', 'ext-type'],
  isText: true,
  isMany: true,
}
const Contact: Part = {
  attrs: ['role', 'ext-role', 'type', 'ext-type', 'restriction'],
  isMany: true,
  children: {
    ContactName: { attrs: [], isText: true },
    Email: { attrs: ['meaning'], isText: true, isMany: true },
  },
}
const Incident: Part = {
  attrs: ['purpose', 'ext-purpose', 'lang', 'restriction'],
  isMany: true,
  children: {
    IncidentID: { attrs: ['name', 'instance', 'restriction'], isText: true },
    ReportTime: { attrs: [], isText: true },
    Assessment: { attrs: ['occurrence', 'restriction'], isMany: true, children: { Impact } },
    Contact,
  },
}
const REPORT: Part = { attrs: ['version', 'lang', 'formatid'], children: { Incident } }

type Fields = Record<string, unknown>

/** A report of incidents (RFC 5070). Of another version than ours it is none. */
export function parseIodef(item: Element): Iodef | undefined {
  const report = item.getChild(DOCUMENT, NS)
  return report?.attrs.version === IODEF_VERSION ? (read(report, DOCUMENT, REPORT) as Iodef) : undefined
}

function read(element: Element, name: string, { attrs, isText, children = {} }: Part): Fields {
  const fields: Fields = {}
  for (const attr of attrs) if (element.attrs[attr]) fields[attr] = element.attrs[attr]
  if (isText) fields[name] = element.getText()
  for (const [childName, part] of Object.entries(children)) {
    const found = element.getChildren(childName, NS).map((child) => read(child, childName, part))
    if (found.length > 0) fields[keyOf(childName, part)] = part.isMany ? found : found[0]
  }
  return fields
}

export function buildIodef(draft: IodefDraft): Element {
  const report = build(draft, DOCUMENT, REPORT)
  report.attrs.xmlns = NS
  return report
}

function build(fields: Fields, name: string, { attrs, isText, children = {} }: Part): Element {
  const given = Object.fromEntries(attrs.map((attr) => [attr, fields[attr] as string | undefined]))
  const inside = Object.entries(children).flatMap(([childName, part]) => {
    const value = fields[keyOf(childName, part)] as Fields | Fields[] | undefined
    return (value === undefined ? [] : [value].flat()).map((each) => build(each, childName, part))
  })
  const element = withAttrs(name, given, ...inside)
  if (isText && fields[name]) element.append(fields[name] as string)
  return element
}

const keyOf = (name: string, { isMany }: Part) => (isMany ? `${name}s` : name)
