import type { Gateway } from '../servers/gateway.ts'
import type { Account, ServerInfo } from '../servers/testServer.ts'
import { RawClient } from './rawClient.ts'
import { ScriptClient } from './scriptClient.ts'

/** Two ends of one conversation, whatever carries it. */
export interface Pair {
  readonly name: string
  send(text: string): void
  onArrival(listener: (text: string) => void): void
  end(): void
}

/** Through our gateway, both ways. */
export async function gatewayPair(gateway: Gateway, [a, b]: readonly [Account, Account]): Promise<Pair> {
  const [sender, receiver] = await Promise.all([
    new ScriptClient(gateway.url).start(a),
    new ScriptClient(gateway.url).start(b),
  ])
  return {
    name: 'gateway',
    send: (text) => sender.send(b.jid, text),
    onArrival: (listener) => {
      receiver.onMessage = listener
    },
    end() {
      sender.end()
      receiver.end()
    },
  }
}

/** Straight to the server: RFC 7395 over WebSocket, or TCP with TLS. */
export async function rawPair(
  name: 'websocket' | 'websocket with stream management' | 'tcp',
  server: ServerInfo,
  [a, b]: readonly [Account, Account],
): Promise<Pair> {
  const kind = name === 'tcp' ? 'tcp' : 'websocket'
  const open = ({ name: user, password }: Account) =>
    new RawClient({
      kind,
      host: server.host,
      port: kind === 'tcp' ? server.port : server.wsPort,
      domain: server.domain,
      caFile: server.caFile,
      user,
      password,
      sm: name === 'websocket with stream management',
    }).start()
  const [sender, receiver] = await Promise.all([open(a), open(b)])
  let count = 0
  return {
    name,
    send: (text) =>
      sender.send(
        `<message${sender.xmlns} to='${b.jid}' type='chat' id='${++count}'><body>${text}</body></message>`,
      ),
    onArrival: (listener) => {
      receiver.onStanza = (stanza) => {
        const text = stanza.name === 'message' ? stanza.getChildText('body') : null
        if (text !== null) listener(text)
      }
    },
    end() {
      sender.end()
      receiver.end()
    },
  }
}
