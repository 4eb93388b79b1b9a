// Our events are JSON and nothing else: no bytes are looked for in them, or put together again.
const BARE = [
  [
    '/socket.io-parser/build/esm/is-binary.js',
    'export const isBinary = () => false, hasBinary = () => false',
  ],
  [
    '/socket.io-parser/build/esm/binary.js',
    'export const deconstructPacket = (packet) => ({ packet, buffers: [] }), reconstructPacket = (packet) => packet',
  ],
  // How bytes come over long polling.
  ['/engine.io-parser/build/esm/contrib/base64-arraybuffer.js', 'export const decode = () => undefined'],
] as const

/**
 * The page opens a WebSocket and nothing else: engine.io-client's other roads (long polling, WebTransport) would come
 * along in the one list of them that it names by itself.
 */
export function websocketOnly() {
  return {
    name: 'websocket-only',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (!/\/(?:engine\.io-(?:client|parser)|socket\.io-(?:client|parser))\/build\/esm\//u.test(id))
        return undefined
      const bare = BARE.find(([file]) => id.endsWith(file))
      if (bare) return { code: bare[1], moduleSideEffects: false, map: null }
      const isList = id.endsWith('/engine.io-client/build/esm/transports/index.js')
      return {
        code: isList ? code.replace(/^ +(?:webtransport|polling): \w+,$/gmu, '') : code,
        // Nothing in there does anything before it is called.
        moduleSideEffects: false,
        map: null,
      }
    },
  }
}
