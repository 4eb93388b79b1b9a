/** Whether the text names the nick as a word of its own. */
export function names(text: string, nick: string): boolean {
  const [haystack, needle] = [text.toLowerCase(), nick.toLowerCase()]
  if (needle === '') return false
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1))
    if (!isWord(haystack[at - 1]) && !isWord(haystack[at + needle.length])) return true
  return false
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character)
}
