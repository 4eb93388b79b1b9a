'use strict'

// `node stockHost.cjs import|require <folder>`: a host that is not ours, xmpp-ftw as it is published, with all our
// extensions as a package has them. Its page is at the other end of the process's channel.

const { EventEmitter } = require('node:events')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { Xmpp } = require('xmpp-ftw')

const [how, folder = ''] = process.argv.slice(2)
const asked = new Map()

class Socket extends EventEmitter {
  send(event, data, ack) {
    const id = typeof ack === 'function' ? asked.size + 1 : undefined
    if (id) asked.set(id, ack)
    process.send({ event, data, id })
  }

  end() {
    process.send({ ended: true })
  }
}

function load(name) {
  return how === 'import'
    ? import(pathToFileURL(join(folder, 'esm', `${name}.js`)).href)
    : require(join(folder, 'cjs', `${name}.js`))
}

async function main() {
  const { installTransport } = await load('transport')
  installTransport(JSON.parse(process.env.STOCK_TRANSPORT ?? '{}'))
  const socket = new Socket()
  const xmpp = new Xmpp(socket)
  xmpp.clearListeners()
  for (const Extension of Object.values(await load('extensions'))) xmpp.addListener(new Extension())
  process.on('message', ({ event, data, id, answer, args }) => {
    if (answer) asked.get(answer)?.(...args)
    else socket.emit(event, data, id ? (...args) => process.send({ answer: id, args }) : undefined)
  })
  process.send({ ready: true })
}

process.on('disconnect', () => process.exit())
void main()
