import type { Server } from 'node:http'

const TRIES = 20

/** Listens on the port or, when it is taken, on the next free one; says which it became. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    const wanted = port === 0 ? 0 : port + tries
    try {
      return await once(server, host, wanted)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const isLast = tries + 1 >= TRIES || wanted >= 65_535
      if (code === 'EADDRINUSE' && !isLast) continue
      throw new Error(sentenceOf(code ?? message, host, port, wanted))
    }
  }
}

function once(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function sentenceOf(code: string, host: string, first: number, last: number): string {
  if (code === 'EADDRINUSE')
    return `Ports ${first} to ${last} of ${host} are all in use: choose another with PORT.`
  if (code === 'EACCES')
    return `PORT ${last} needs rights that this account has not: choose one from 1024 up.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is "${host}": this machine has no such address.`
  return `The gateway cannot listen on ${host}, port ${last}: ${code}.`
}
