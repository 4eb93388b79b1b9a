import unhomoglyph from 'unhomoglyph'

// What takes no room, and what only makes some, does not tell two names apart.
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\s]/gu

const prototype = (text: string) => unhomoglyph(text.normalize('NFD')).normalize('NFD').toLowerCase()

/**
 * What a name looks like (Unicode TS 39, §4 skeletons): names that share one of these look alike. Two, because a
 * capital I is the twin of a small l, and of a small i as well.
 */
export function skeletons(name: string): readonly string[] {
  const seen = name.normalize('NFKC').replace(UNSEEN, '')
  return [...new Set([prototype(seen), prototype(seen.toLowerCase())])].filter((each) => each !== '')
}
