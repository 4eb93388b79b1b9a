import { useState } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { isOurPlace, type SentFile } from '../../../lib/files.ts'
import { t } from '../../../lib/i18n.ts'
import { away } from '../../../lib/leaving.ts'
import { Button } from '../../../ui/Button.tsx'
import { EyeIcon, FileIcon } from '../../../ui/icons.ts'
import { useIsStranger } from '../hooks.ts'
import styles from './FileBody.module.css'

/** A file that somebody sent: its picture, or where it leads. As high as the place that is kept for it. */
export function FileBody(props: {
  conversation: ConversationId
  own: boolean
  isKnown: boolean
  file: SentFile
}) {
  const { conversation, own, isKnown, file } = props
  const isStranger = useIsStranger(conversation)
  const [isWanted, setIsWanted] = useState(false)
  const [isBroken, setIsBroken] = useState(false)
  if (!file.isPicture || isBroken) return <FileLink file={file} isKnown={isKnown} />
  if (isStranger && !own && !isWanted)
    return (
      <div className={styles.hidden}>
        <Button
          icon={EyeIcon}
          aria-label={t('upload:showNamed', { name: file.name })}
          onClick={() => setIsWanted(true)}
        >
          {t('upload:show')}
        </Button>
        <bdi className={styles.name}>{file.name}</bdi>
      </div>
    )
  return (
    <a className={styles.frame} {...away(file.url, true)}>
      <img
        className={styles.picture}
        src={file.url}
        alt={file.name}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        onError={() => setIsBroken(true)}
      />
    </a>
  )
}

function FileLink({ file: { url, name }, isKnown }: { file: SentFile; isKnown: boolean }) {
  return (
    <a className={styles.card} {...away(url, isKnown || isOurPlace(url))}>
      <FileIcon className={styles.icon} aria-hidden="true" />
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>{' '}
        {/* As the browser asks for it: what a name looks like is not where it leads. */}
        <span className={styles.host}>{new URL(url).host}</span>
      </span>
    </a>
  )
}
