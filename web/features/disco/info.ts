import type { DiscoInfo } from '#protocol/disco.ts'
import type { DataForm } from '#protocol/forms.ts'

export interface Identity {
  readonly category: string
  readonly type: string
  readonly name?: string
}

/** What an entity says of itself (XEP-0030 §3.1, XEP-0128). */
export interface Info {
  readonly identities: readonly Identity[]
  readonly features: readonly string[]
  readonly forms: readonly DataForm[]
}

export function infoOf(entries: readonly DiscoInfo[]): Info {
  const identities: Identity[] = []
  const features = new Set<string>()
  const forms: DataForm[] = []
  for (const { kind, category, type, name, var: feature, form } of entries) {
    if (kind === 'identity' && category) {
      const identity = { category, type: type ?? '', ...(name ? { name } : {}) }
      // Each part of a server adds its own, some of them the same.
      if (identities.every((each) => JSON.stringify(each) !== JSON.stringify(identity)))
        identities.push(identity)
    }
    if (kind === 'feature' && feature) features.add(feature)
    if (form && (form.fields?.length ?? 0) > 0) forms.push(form)
  }
  return { identities, features: [...features].sort(), forms }
}

export const nameOf = ({ identities }: Info): string | undefined =>
  identities.find(({ name }) => name !== undefined)?.name

export const is = ({ identities }: Info, category: string, type?: string): boolean =>
  identities.some((each) => each.category === category && (type === undefined || each.type === type))
