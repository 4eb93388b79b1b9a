// Marks that turn the direction of text, and characters without a shape. A joiner is left alone where it does its
// work: between the parts of an emoji, in scripts that join their letters.
const HIDDEN =
  /[\u00ad\u115f\u1160\u3164\uffa0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|(?<![\p{Script=Arabic}\p{M}])\u200c|(?<![\p{Script=Arabic}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\u200d/gu

/** The text with what hides in it made visible by its code point: for names and addresses, which are trusted by eye. */
export function revealed(text: string): string {
  return text.replace(
    HIDDEN,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
}
