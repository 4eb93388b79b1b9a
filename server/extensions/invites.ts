import { NS_MUC_USER } from '../codec/xep0045.ts'
import {
  buildDirectInvite,
  buildMediated,
  NS_CONFERENCE,
  parseDirectInvite,
  parseMediated,
} from '../codec/xep0249.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [
  { name: 'message', xmlns: NS_CONFERENCE, child: 'x', type: [null, 'normal', 'chat'] },
  { name: 'message', xmlns: NS_MUC_USER, child: 'x', type: [null, 'normal', 'chat'] },
]

/** Invitations by way of the room (XEP-0045 §7.8) and from person to person (XEP-0249). */
export class Invites extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.invite': (data) => {
        this.send(buildMediated(this._getId(), 'invite', data))
        return true
      },
      'xmpp.muc.invite.direct': (data) => {
        this.send(buildDirectInvite(this._getId(), data))
        return true
      },
      'xmpp.muc.invite.decline': (data) => {
        if (!data.direct) this.send(buildMediated(this._getId(), 'decline', data))
        return true
      },
    }
  }

  override receive(stanza: Element): boolean {
    const mediated = parseMediated(stanza)
    if (mediated) {
      const { password: _password, ...declined } = mediated.invite
      if (mediated.kind === 'invite') this.emit('xmpp.muc.invite', mediated.invite)
      else this.emit('xmpp.muc.invite.decline', declined)
      return true
    }
    const direct = parseDirectInvite(stanza)
    if (direct) this.emit('xmpp.muc.invite', direct)
    return direct !== undefined
  }
}
