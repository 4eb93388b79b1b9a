import type { Element } from '../xmpp/xml.ts'

/** JSON keys and the attributes they stand for, where all that is there is text. */
export type AttributeNames<K extends string> = Readonly<Record<K, string>>

/** The attributes that an element has, by their keys. */
export function readAttributes<K extends string>(
  { attrs }: Element,
  names: AttributeNames<K>,
): { [key in K]?: string } {
  const found: { [key in K]?: string } = {}
  for (const key of Object.keys(names) as K[]) {
    const value = attrs[names[key]]
    if (value !== undefined) found[key] = value
  }
  return found
}

/** The attributes to write; what is absent is left out. */
export function writeAttributes<K extends string>(
  data: { readonly [key in NoInfer<K>]?: string | undefined },
  names: AttributeNames<K>,
): Record<string, string> {
  const attrs: Record<string, string> = {}
  for (const key of Object.keys(names) as K[]) {
    const value = data[key]
    if (value !== undefined) attrs[names[key]] = value
  }
  return attrs
}
