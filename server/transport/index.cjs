'use strict'

// xmpp-ftw loads this natively and before anything else, so the implementation (TypeScript, ES modules) is put in
// by `Client.use`. A constructor that returns an object: `new Client(options)` is whatever `create` makes.
let implementation

function Client(options) {
  if (implementation === undefined) throw new Error('No XMPP transport is installed')
  return implementation.create(options)
}

// RFC 7622 §3.1: resource after the first slash, then user before the first at sign. Never throws.
function JID(text) {
  const address = String(text)
  const slash = address.indexOf('/')
  const bare = slash === -1 ? address : address.slice(0, slash)
  const at = bare.indexOf('@')
  this.domain = bare.slice(at + 1)
  if (at > 0) this.user = bare.slice(0, at)
  if (slash !== -1 && slash < address.length - 1) this.resource = address.slice(slash + 1)
}

Client.use = (chosen) => {
  implementation = chosen
}
Client.JID = JID
Client.ltx = {
  get Element() {
    return implementation?.Element
  },
}

module.exports = Client
