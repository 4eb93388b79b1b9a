import { useState } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import type { SentFile } from '../../../lib/files.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { EyeIcon, FileIcon } from '../../../ui/icons.ts'
import { useIsStranger } from '../hooks.ts'
import styles from './FileBody.module.css'

/** A file that somebody sent: its picture, or where it leads. As high as the place that is kept for it. */
export function FileBody(props: { conversation: ConversationId; own: boolean; file: SentFile }) {
  const { conversation, own, file } = props
  const isStranger = useIsStranger(conversation)
  const [isWanted, setIsWanted] = useState(false)
  const [isBroken, setIsBroken] = useState(false)
  if (!file.isPicture || isBroken) return <FileLink file={file} />
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
    <a className={styles.frame} href={file.url} target="_blank" rel="noopener noreferrer nofollow">
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

function FileLink({ file: { url, name } }: { file: SentFile }) {
  return (
    <a className={styles.card} href={url} target="_blank" rel="noopener noreferrer nofollow">
      <FileIcon className={styles.icon} aria-hidden="true" />
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>{' '}
        {/* As the browser asks for it: what a name looks like is not where it leads. */}
        <span className={styles.host}>{new URL(url).host}</span>
      </span>
    </a>
  )
}
