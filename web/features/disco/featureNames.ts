import { t } from '../../lib/i18n.ts'

/** The word for a feature among `disco:feature.…`, and the specification that names it. */
type Known = readonly [word: string, spec: string]

const KNOWN: Readonly<Record<string, Known>> = {
  'http://jabber.org/protocol/disco#info': ['info', 'XEP-0030'],
  'http://jabber.org/protocol/disco#items': ['items', 'XEP-0030'],
  'http://jabber.org/protocol/commands': ['commands', 'XEP-0050'],
  'http://jabber.org/protocol/muc': ['rooms', 'XEP-0045'],
  'http://jabber.org/protocol/pubsub': ['pubsub', 'XEP-0060'],
  'http://jabber.org/protocol/bytestreams': ['proxy', 'XEP-0065'],
  'http://jabber.org/protocol/caps': ['caps', 'XEP-0115'],
  'http://jabber.org/protocol/chatstates': ['chatStates', 'XEP-0085'],
  'http://jabber.org/protocol/offline': ['offline', 'XEP-0013'],
  'http://jabber.org/protocol/rsm': ['pages', 'XEP-0059'],
  'http://jabber.org/protocol/xhtml-im': ['xhtml', 'XEP-0071'],
  'http://jabber.org/protocol/tune': ['tune', 'XEP-0118'],
  'http://jabber.org/protocol/mood': ['mood', 'XEP-0107'],
  'http://jabber.org/protocol/rosterx': ['rosterx', 'XEP-0144'],
  'jabber:iq:last': ['last', 'XEP-0012'],
  'jabber:iq:privacy': ['privacy', 'XEP-0016'],
  'jabber:iq:private': ['private', 'XEP-0049'],
  'jabber:iq:register': ['register', 'XEP-0077'],
  'jabber:iq:roster': ['roster', 'RFC 6121'],
  'jabber:iq:rpc': ['rpc', 'XEP-0009'],
  'jabber:iq:search': ['search', 'XEP-0055'],
  'jabber:iq:time': ['time', 'XEP-0090'],
  'jabber:iq:version': ['version', 'XEP-0092'],
  'jabber:x:conference': ['invite', 'XEP-0249'],
  'jabber:x:data': ['forms', 'XEP-0004'],
  'jabber:x:oob': ['oob', 'XEP-0066'],
  'jabber:iq:oob': ['oob', 'XEP-0066'],
  'storage:bookmarks': ['bookmarks', 'XEP-0048'],
  'vcard-temp': ['vcard', 'XEP-0054'],
  'vcard-temp:x:update': ['vcardPicture', 'XEP-0153'],
  msgoffline: ['msgoffline', 'XEP-0160'],
  'urn:xmpp:avatar:data': ['avatar', 'XEP-0084'],
  'urn:xmpp:avatar:metadata': ['avatar', 'XEP-0084'],
  'urn:xmpp:attention': ['attention', 'XEP-0224'],
  'urn:xmpp:blocking': ['blocking', 'XEP-0191'],
  'urn:xmpp:bob': ['bob', 'XEP-0231'],
  'urn:xmpp:bookmarks': ['bookmarks', 'XEP-0402'],
  'urn:xmpp:carbons': ['carbons', 'XEP-0280'],
  'urn:xmpp:chat-markers': ['markers', 'XEP-0333'],
  'urn:xmpp:csi': ['csi', 'XEP-0352'],
  'urn:xmpp:delay': ['delay', 'XEP-0203'],
  'urn:xmpp:eme': ['encryption', 'XEP-0380'],
  'urn:xmpp:extdisco': ['external', 'XEP-0215'],
  'urn:xmpp:forward': ['forward', 'XEP-0297'],
  'urn:xmpp:hints': ['hints', 'XEP-0334'],
  'urn:xmpp:http:upload': ['upload', 'XEP-0363'],
  'urn:xmpp:idle': ['idle', 'XEP-0319'],
  'urn:xmpp:jingle': ['jingle', 'XEP-0166'],
  'urn:xmpp:mam': ['archive', 'XEP-0313'],
  'urn:xmpp:mds:displayed': ['displayed', 'XEP-0490'],
  'urn:xmpp:message-correct': ['correct', 'XEP-0308'],
  'urn:xmpp:message-moderate': ['moderate', 'XEP-0425'],
  'urn:xmpp:message-retract': ['retract', 'XEP-0424'],
  'urn:xmpp:occupant-id': ['occupantId', 'XEP-0421'],
  'urn:xmpp:omemo': ['omemo', 'XEP-0384'],
  'urn:xmpp:ping': ['ping', 'XEP-0199'],
  'urn:xmpp:push': ['push', 'XEP-0357'],
  'urn:xmpp:reactions': ['reactions', 'XEP-0444'],
  'urn:xmpp:receipts': ['receipts', 'XEP-0184'],
  'urn:xmpp:reply': ['reply', 'XEP-0461'],
  'urn:xmpp:sid': ['ids', 'XEP-0359'],
  'urn:xmpp:spoiler': ['spoiler', 'XEP-0382'],
  'urn:xmpp:time': ['time', 'XEP-0202'],
  'urn:ietf:params:xml:ns:vcard-4.0': ['vcard', 'XEP-0292'],
  muc_hidden: ['hidden', 'XEP-0045'],
  muc_public: ['listed', 'XEP-0045'],
  muc_membersonly: ['membersOnly', 'XEP-0045'],
  muc_open: ['open', 'XEP-0045'],
  muc_moderated: ['moderated', 'XEP-0045'],
  muc_unmoderated: ['unmoderated', 'XEP-0045'],
  muc_nonanonymous: ['nonAnonymous', 'XEP-0045'],
  muc_semianonymous: ['semiAnonymous', 'XEP-0045'],
  muc_passwordprotected: ['password', 'XEP-0045'],
  muc_unsecured: ['noPassword', 'XEP-0045'],
  muc_persistent: ['persistent', 'XEP-0045'],
  muc_temporary: ['temporary', 'XEP-0045'],
}

/** A feature that has words, with all the names by which it was told. */
export interface Named {
  readonly word: string
  readonly label: string
  readonly specs: readonly string[]
  readonly names: readonly string[]
}

/** What people may know a feature by, in the order of their words; what nobody has words for stands apart. */
export function namedFeatures(features: readonly string[]): { named: Named[]; others: string[] } {
  const named = new Map<string, { specs: Set<string>; names: string[] }>()
  const others: string[] = []
  for (const name of features) {
    const known = knownAs(name)
    if (!known) {
      others.push(name)
      continue
    }
    const [word, spec] = known
    const group = named.get(word) ?? { specs: new Set(), names: [] }
    group.specs.add(spec)
    group.names.push(name)
    named.set(word, group)
  }
  const rows = [...named].map(([word, { specs, names }]) => ({
    word,
    label: t(`disco:feature.${word}`),
    specs: [...specs].sort(),
    names,
  }))
  return { named: rows.sort((a, b) => a.label.localeCompare(b.label)), others }
}

/** By its whole name, or by what is left without version, detail and `+notify`. */
function knownAs(name: string): Known | undefined {
  const shorter = [name, name.replace(/\+notify$/u, '')]
  for (let each = shorter[1] ?? name, cut = each.search(/(?:[:#][^:#]*)$/u); cut > 0; ) {
    each = each.slice(0, cut)
    shorter.push(each)
    cut = each.search(/(?:[:#][^:#]*)$/u)
  }
  for (const each of shorter) if (Object.hasOwn(KNOWN, each)) return KNOWN[each]
  return undefined
}
