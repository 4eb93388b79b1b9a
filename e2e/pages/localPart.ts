/** The part of an address before the `@`: what somebody is called whom nobody gave another name. */
export function localPart(jid: string): string {
  return jid.slice(0, jid.lastIndexOf('@'))
}
