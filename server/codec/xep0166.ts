import {
  Jingle,
  type JingleContent,
  type JingleError,
  type JingleGrouping,
  type JingleInfo,
  type JingleReason,
} from '#protocol/jingle.ts'
import { childrenOf, type Element, xml } from '../xmpp/xml.ts'
import { readAttributes, writeAttributes } from './attributes.ts'
import { buildRtp, NS_RTP_INFO, parseRtp } from './xep0167.ts'
import { buildIce, parseIce } from './xep0176.ts'

export const NS_JINGLE = 'urn:xmpp:jingle:1'
const NS_ERRORS = 'urn:xmpp:jingle:errors:1'
const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const NS_GROUPING = 'urn:xmpp:jingle:apps:grouping:0'
/** Before XEP-0338 had a namespace of its own; what XMPP-FTW's browsers speak. */
const NS_GROUPING_OLD = 'urn:ietf:rfc:5888'

const SESSION = { sid: 'sid', action: 'action', initiator: 'initiator', responder: 'responder' }
const CONTENT = { name: 'name', creator: 'creator', senders: 'senders', disposition: 'disposition' }
const INFO = { creator: 'creator', name: 'name' }

/** What is asked; nothing where it names no session or no action (§7), or what no page could be told. */
export function parseJingle(iq: Element): Jingle | undefined {
  const jingle = iq.getChild('jingle', NS_JINGLE)
  const { sid, action } = jingle?.attrs ?? {}
  if (!jingle || !sid || !action) return undefined
  const contents = jingle.getChildren('content').map(parseContent)
  const groupings = [NS_GROUPING, NS_GROUPING_OLD].flatMap((xmlns) =>
    jingle.getChildren('group', xmlns).map((each) => parseGrouping(each, xmlns)),
  )
  const reason = parseReason(jingle.getChild('reason'))
  const info: JingleInfo[] = childrenOf(jingle, NS_RTP_INFO).map((each) => ({
    kind: each.getName(),
    ...readAttributes(each, INFO),
  }))
  const read = {
    sid,
    action,
    ...readAttributes(jingle, { initiator: 'initiator', responder: 'responder' }),
    ...(contents.length > 0 ? { contents } : {}),
    ...(groupings.length > 0 ? { groupings } : {}),
    ...(reason ? { reason } : {}),
    ...(info.length > 0 ? { info } : {}),
  }
  return Jingle.safeParse(read).data
}

function parseContent(content: Element): JingleContent {
  const description = parseRtp(content)
  const transport = parseIce(content)
  return {
    ...readAttributes(content, CONTENT),
    ...(description ? { description } : {}),
    ...(transport ? { transport } : {}),
  }
}

const parseGrouping = (group: Element, xmlns: string): JingleGrouping => ({
  ...readAttributes(group, { type: group.attrs.semantics === undefined ? 'type' : 'semantics' }),
  contents: group.getChildren('content').flatMap(({ attrs: { name } }) => (name ? [name] : [])),
  xmlns: xmlns as NonNullable<JingleGrouping['xmlns']>,
})

function parseReason(reason: Element | undefined): JingleReason | undefined {
  const condition = reason?.getChildElements().find((child) => child.getName() !== 'text')
  if (!reason || !condition) return undefined
  const text = reason.getChildText('text')
  const alternative = condition.getChildText('sid')
  return {
    condition: condition.getName(),
    ...(text ? { text } : {}),
    ...(alternative ? { alternative } : {}),
  }
}

export function buildJingle(id: string, to: string, data: Jingle): Element {
  const jingle = xml(
    'jingle',
    { xmlns: NS_JINGLE, ...writeAttributes(data, SESSION) },
    ...(data.contents ?? []).map(buildContent),
    ...(data.groupings ?? []).map(buildGrouping),
    ...(data.info ?? []).map((each) =>
      xml(each.kind, { xmlns: NS_RTP_INFO, ...writeAttributes(each, INFO) }),
    ),
    data.reason ? buildReason(data.reason) : null,
  )
  return xml('iq', { type: 'set', id, to }, jingle)
}

const buildContent = (content: JingleContent): Element =>
  xml(
    'content',
    writeAttributes(content, CONTENT),
    content.description ? buildRtp(content.description) : null,
    content.transport ? buildIce(content.transport) : null,
  )

function buildGrouping({ type, contents, xmlns = NS_GROUPING_OLD }: JingleGrouping): Element {
  const kind = xmlns === NS_GROUPING ? { semantics: type ?? '' } : { type: type ?? '' }
  return xml('group', { xmlns, ...kind }, ...contents.map((name) => xml('content', { name })))
}

function buildReason({ condition, text, alternative }: JingleReason): Element {
  const sid = alternative ? xml('sid', {}, alternative) : null
  return xml('reason', {}, xml(condition, {}, sid), text ? xml('text', {}, text) : null)
}

export function buildJingleError(id: string, to: string, error: JingleError): Element {
  const { type = 'cancel', condition = 'undefined-condition', jingleCondition } = error
  const own = jingleCondition ? xml(jingleCondition, { xmlns: NS_ERRORS }) : null
  return xml(
    'iq',
    { type: 'error', id, to },
    xml('error', { type }, xml(condition, { xmlns: NS_STANZAS }), own),
  )
}
