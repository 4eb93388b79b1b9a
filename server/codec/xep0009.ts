import { type RpcParam, RpcType } from '#protocol/rpc.ts'
import { type Element, xml } from '../xmpp/xml.ts'

export const NS_RPC = 'jabber:iq:rpc'
const MAX_DEPTH = 16

export interface RpcFault {
  code: number
  string: string
}

export const buildCall = (id: string, to: string, method: string, params: readonly RpcParam[]): Element =>
  build({ type: 'set', id, to }, xml('methodCall', {}, xml('methodName', {}, method), buildParams(params)))

export const buildResponse = (id: string, to: string, params: readonly RpcParam[]): Element =>
  build({ type: 'result', id, to }, xml('methodResponse', {}, buildParams(params)))

/** XML-RPC's own error: the method was called, and failed. */
export function buildFault(id: string, to: string, fault: RpcFault): Element {
  const value: RpcParam = {
    type: 'struct',
    value: [
      { type: 'int', value: fault.code, name: 'faultCode' },
      { type: 'string', value: fault.string, name: 'faultString' },
    ],
  }
  return build({ type: 'result', id, to }, xml('methodResponse', {}, xml('fault', {}, buildValue(value))))
}

const build = (attrs: Record<string, string>, payload: Element): Element =>
  xml('iq', attrs, xml('query', { xmlns: NS_RPC }, payload))

const buildParams = (params: readonly RpcParam[]): Element =>
  xml('params', {}, ...params.map((param) => xml('param', {}, buildValue(param))))

function buildValue({ type, value }: RpcParam): Element {
  return xml('value', {}, xml(type, {}, ...contentOf(type, value)))
}

function contentOf(type: RpcType, value: RpcParam['value']): (Element | string)[] {
  if (!Array.isArray(value)) return [typeof value === 'boolean' ? String(Number(value)) : String(value)]
  if (type === 'array') return [xml('data', {}, ...value.map(buildValue))]
  return value.map((member) => xml('member', {}, xml('name', {}, member.name ?? ''), buildValue(member)))
}

/** Which method is called, with what. Nothing where it is no call that XML-RPC knows. */
export function parseCall(iq: Element): { command: string; params?: RpcParam[] } | undefined {
  const call = iq.getChild('query', NS_RPC)?.getChild('methodCall')
  const command = call?.getChildText('methodName')?.trim()
  const list = call?.getChild('params')
  const params = parseParams(list)
  if (!command || params === undefined) return undefined
  return list ? { command, params } : { command }
}

/** What a method gave back, or its fault; nothing where that can not be read. */
export function parseResponse(iq: Element): RpcParam[] | { fault: RpcFault } | undefined {
  const response = iq.getChild('query', NS_RPC)?.getChild('methodResponse')
  const fault = response?.getChild('fault')
  if (!fault) return parseParams(response?.getChild('params'))
  const members = parseValue(fault.getChild('value'))?.value
  const find = (name: string) =>
    Array.isArray(members) ? members.find((member) => member.name === name)?.value : undefined
  return { fault: { code: Number(find('faultCode') ?? 0), string: String(find('faultString') ?? '') } }
}

function parseParams(list: Element | undefined): RpcParam[] | undefined {
  const params = (list?.getChildren('param') ?? []).map((param) => parseValue(param.getChild('value')))
  return allOf(params)
}

const allOf = <T>(list: (T | undefined)[]): T[] | undefined =>
  list.every((each) => each !== undefined) ? (list as T[]) : undefined

function parseValue(value: Element | undefined, name?: string, depth = 1): RpcParam | undefined {
  if (!value || depth > MAX_DEPTH) return undefined
  const named = name === undefined ? {} : { name }
  const [typed] = value.getChildElements()
  // XML-RPC: a value without a type is text.
  if (!typed) return { type: 'string', value: value.getText(), ...named }
  const type = RpcType.safeParse(typed.getName() === 'Base64' ? 'base64' : typed.getName())
  if (!type.success) return undefined
  const content = parseContent(typed, type.data, depth)
  return content === undefined ? undefined : { type: type.data, value: content, ...named }
}

function parseContent(typed: Element, type: RpcType, depth: number): RpcParam['value'] | undefined {
  if (type === 'array') {
    const values = typed.getChild('data')?.getChildren('value') ?? []
    return allOf(values.map((value) => parseValue(value, undefined, depth + 1)))
  }
  if (type === 'struct')
    return allOf(
      typed
        .getChildren('member')
        .map((member) => parseValue(member.getChild('value'), member.getChildText('name') ?? '', depth + 1)),
    )
  const text = typed.getText()
  if (type === 'boolean') return ['1', 'true'].includes(text.trim())
  if (type !== 'i4' && type !== 'int' && type !== 'double') return text
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return undefined
  return type === 'double' || Number.isInteger(number) ? number : undefined
}
