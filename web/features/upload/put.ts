import type { UploadSlot } from '#protocol/upload.ts'

/** How it ended: it stands there; it was refused with this status; nothing came back; somebody called it off. */
export type Put = { is: 'there' } | { is: 'refused'; status: number } | { is: 'lost' } | { is: 'off' }

/** A way on which nothing moves for so long leads nowhere. */
const PATIENCE_MS = 60_000

export interface Putting {
  readonly slot: UploadSlot['put']
  readonly body: Blob
  readonly type: string
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

// `fetch` does not say how much of a body has gone.
/** Puts a file into its place, which is the one thing the page asks of anybody but its gateway. */
export function put({ slot, body, type, onProgress, signal }: Putting): Promise<Put> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => request.abort(), PATIENCE_MS)
    }
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      const { status } = request
      if (signal.aborted) resolve({ is: 'off' })
      else if (status === 0) resolve({ is: 'lost' })
      else resolve(status >= 200 && status < 300 ? { is: 'there' } : { is: 'refused', status })
    }
    const stop = () => request.abort()
    request.upload.onprogress = ({ loaded }) => {
      wait()
      onProgress(Math.min(1, loaded / Math.max(1, body.size)))
    }
    request.onloadend = finish
    request.open('PUT', slot.url)
    request.setRequestHeader('Content-Type', type)
    // A browser lets no page set a cookie like this.
    const { Cookie: _cookie, ...headers } = slot.headers
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    signal.addEventListener('abort', stop)
    wait()
    request.send(body)
  })
}
