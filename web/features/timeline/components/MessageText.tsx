import { memo, useContext } from 'react'
import { hueProps } from '../../../lib/colour.ts'
import { away } from '../../../lib/leaving.ts'
import { stretches } from '../../../lib/mention.ts'
import { NamedContext } from '../../../lib/named.ts'
import { revealed } from '../../../lib/revealed.ts'
import { actionOf, isOnlyEmoji, tokens } from '../text.ts'
import styles from './MessageText.module.css'

interface Said {
  text: string
  name: string
  /** By oneself or a contact: others' links ask before they lead away. */
  isKnown: boolean
}

/** What was said: words and links, nothing that it could be taken for. */
export const MessageText = memo(function MessageText({ text, name, isKnown }: Said) {
  const action = actionOf(text)
  if (action !== undefined)
    return (
      <p className={styles.text} dir="auto">
        <em className={styles.action}>
          <bdi>{revealed(name)}</bdi> <Words text={action} author={name} isKnown={isKnown} />
        </em>
      </p>
    )
  return (
    <p className={isOnlyEmoji(text) ? styles.emoji : styles.text} dir="auto">
      <Words text={text} author={name} isKnown={isKnown} />
    </p>
  )
})

function Words({ text, author, isKnown }: { text: string; author: string; isKnown: boolean }) {
  return tokens(text).map((token, index) =>
    token.kind === 'text' ? (
      <Named key={`${index}:`} text={token.text} author={author} />
    ) : (
      <a
        // A token has no name of its own; its place is one, for a text never changes in part.
        key={`${index}:${token.href}`}
        {...(token.href.startsWith('#') ? { href: token.href } : away(token.href, isKnown))}
      >
        {token.text}
      </a>
    ),
  )
}

/** Words in which somebody may be named who is here. */
function Named({ text, author }: { text: string; author: string }) {
  const named = useContext(NamedContext)
  if (!named) return text
  // Nobody calls oneself.
  const self = author === named.self ? '' : named.self
  let from = 0
  return stretches(text, self, named.isNick).map((stretch) => {
    const key = from
    from += stretch.text.length
    if (stretch.names === 'self')
      return (
        <mark key={key} className={styles.self}>
          {stretch.text}
        </mark>
      )
    return stretch.names ? (
      <span key={key} {...hueProps(stretch.text)} className={styles.other}>
        {stretch.text}
      </span>
    ) : (
      stretch.text
    )
  })
}
