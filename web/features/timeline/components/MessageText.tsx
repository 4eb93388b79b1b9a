import { memo } from 'react'
import { revealed } from '../../../lib/revealed.ts'
import { actionOf, isOnlyEmoji, tokens } from '../text.ts'
import styles from './MessageText.module.css'

/** What was said: words and links, nothing that it could be taken for. */
export const MessageText = memo(function MessageText({ text, name }: { text: string; name: string }) {
  const action = actionOf(text)
  if (action !== undefined)
    return (
      <p className={styles.text} dir="auto">
        <em className={styles.action}>
          <bdi>{revealed(name)}</bdi> <Words text={action} />
        </em>
      </p>
    )
  return (
    <p className={isOnlyEmoji(text) ? styles.emoji : styles.text} dir="auto">
      <Words text={text} />
    </p>
  )
})

function Words({ text }: { text: string }) {
  return tokens(text).map((token, index) =>
    token.kind === 'text' ? (
      token.text
    ) : (
      <a
        // A token has no name of its own; its place is one, for a text never changes in part.
        key={`${index}:${token.href}`}
        href={token.href}
        {...(token.href.startsWith('#') ? {} : { target: '_blank', rel: 'noopener noreferrer' })}
      >
        {token.text}
      </a>
    ),
  )
}
