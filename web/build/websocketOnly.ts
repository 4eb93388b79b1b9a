/**
 * The page opens a WebSocket and nothing else: engine.io-client's other roads (long polling, WebTransport) would come
 * along in the one list of them that it names by itself.
 */
export function websocketOnly() {
  return {
    name: 'websocket-only',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (!/\/(?:engine|socket)\.io-client\/build\/esm\//u.test(id)) return undefined
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
