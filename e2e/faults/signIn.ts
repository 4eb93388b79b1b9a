/** How somebody comes in: with an account there is, or one that is made now. */
export type Gesture = 'password' | 'register'

/** `POST /session`, as the page does it: the cookie. */
export async function openSession(
  url: string,
  { jid, password }: { jid: string; password: string },
  kind: Gesture,
): Promise<string> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ kind, jid, password }),
  })
  if (!response.ok) throw new Error(`${jid} was not let in: ${await response.text()}`)
  await response.arrayBuffer()
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
