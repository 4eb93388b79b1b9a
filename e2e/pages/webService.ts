import { Component } from '../servers/component.ts'
import type { Account, ServerInfo } from '../servers/testServer.ts'
import { Outsider } from './outsider.ts'

/** Somebody who asks whether a request on the web was one's own (XEP-0070), and hears the answers. */
export interface WebService {
  readonly jid: string
  send(xml: string): void
  /** The first stanza, from the beginning on, that holds all of this. */
  hear(...parts: string[]): Promise<string>
  stop(): Promise<void> | void
}

/** A component of the server where it takes one; another person's client where it does not. */
export async function openWebService(
  server: ServerInfo,
  makeAccount: () => Promise<Account>,
): Promise<WebService> {
  if (!server.component) {
    const outsider = await Outsider.enter(server, await makeAccount())
    return {
      jid: outsider.jid,
      send: (xml) => outsider.send(xml),
      hear: (...parts) => outsider.hear(...parts),
      stop: () => outsider.leave(),
    }
  }
  const heard: string[] = []
  const component = new Component(server, (stanza) => heard.push(stanza.toString()))
  await component.start()
  return {
    jid: component.domain,
    send: (xml) => component.send(xml.replace(/^<(\w+)/u, `<$1 from='${component.domain}'`)),
    async hear(...parts) {
      for (let tries = 0; tries < 200; tries++) {
        const found = heard.find((stanza) => parts.every((part) => stanza.includes(part)))
        if (found !== undefined) return found
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`No stanza with ${parts.join(' and ')}; heard: ${heard.join('\n')}`)
    },
    stop: () => component.stop(),
  }
}
