/** The same acknowledgement, of which only the first call counts; what is no function stays what it is. */
export function once(ack: unknown): unknown {
  if (typeof ack !== 'function') return ack
  let called = false
  return (...args: unknown[]) => {
    if (called) return
    called = true
    ack(...args)
  }
}
