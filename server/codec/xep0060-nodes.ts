import type { FormSubmission } from '#protocol/forms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm } from './xep0004.ts'
import { NS_PUBSUB } from './xep0060.ts'
import { buildPubsub, withAttrs } from './xep0060-request.ts'

const NODE_CONFIG = `${NS_PUBSUB}#node_config`

interface Place {
  readonly to: string
  readonly node: string
}

/** §8.1.1, with `options` §8.1.3 */
export function buildNode(
  id: string,
  { to, node, options }: Place & { options?: FormSubmission | undefined },
): Element {
  const configure = options ? xml('configure', {}, buildForm(options, NODE_CONFIG)) : null
  return buildPubsub({ id, type: 'set', to }, xml('create', { node }), configure)
}

/** §8.4.1 */
export function buildDelete(
  id: string,
  { to, node, redirect }: Place & { redirect?: string | undefined },
): Element {
  const elsewhere = redirect ? xml('redirect', { uri: redirect }) : null
  return buildPubsub({ id, type: 'set', to, owner: true }, xml('delete', { node }, elsewhere))
}

/** §8.5.1 */
export function buildPurge(id: string, { to, node }: Place): Element {
  return buildPubsub({ id, type: 'set', to, owner: true }, xml('purge', { node }))
}

/** §8.2.1 without a form, §8.2.4 with one. */
export function buildConfiguration(
  id: string,
  { to, node, form }: Place & { form?: FormSubmission | undefined },
): Element {
  const content = form ? buildForm(form, NODE_CONFIG) : null
  return buildPubsub(
    { id, type: form ? 'set' : 'get', to, owner: true },
    withAttrs('configure', { node }, content),
  )
}
