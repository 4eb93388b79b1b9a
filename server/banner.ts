interface Demo {
  accounts: readonly { jid: string; password: string; name: string }[]
  rooms: readonly { jid: string; name: string; password?: string }[]
}

/** What a person reads when everything is up. */
export function banner(url: string, demo: Demo | undefined, dataDir: string): string {
  if (demo === undefined || demo.accounts.length === 0) return `\nHoverboard is at ${url}\nCtrl-C stops it.\n`
  const width = Math.max(
    ...demo.accounts.map(({ jid }) => jid.length),
    ...demo.rooms.map(({ jid }) => jid.length),
  )
  const row = (...[address, secret, name]: [string, string, string]) =>
    `  ${address.padEnd(width)}  ${secret.padEnd(16)}${name}`
  return `
Hoverboard is at ${url}

${row('account', 'password', 'name')}
${demo.accounts.map(({ jid, password, name }) => row(jid, password, name)).join('\n')}

${row('room', 'password', 'name')}
${demo.rooms.map(({ jid, password, name }) => row(jid, password ?? '', name)).join('\n')}

Ctrl-C stops it; the data stays in ${dataDir}.
`
}
