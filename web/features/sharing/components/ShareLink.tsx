import { useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { CheckIcon, CopyIcon, ShareIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './Share.module.css'

/** A link to read, to copy, and to hand to another app where the device can do that. */
export function ShareLink({ link, name }: { link: string; name: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState<string | undefined>()
  const isNone = link === ''

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link)
      setSaid(t('sharing:copied'))
    } catch {
      // A page without a secure origin has no clipboard: it is marked, so that it can be copied by hand.
      field.current?.focus()
      field.current?.select()
      setSaid(t('sharing:copyByHand'))
    }
  }

  async function share(): Promise<void> {
    // The device takes addresses of the web as such, and any other as words.
    const what = link.startsWith('xmpp:') ? { text: link } : { url: link }
    try {
      await navigator.share({ title: name, ...what })
    } catch (failure) {
      const isTakenBack = failure instanceof DOMException && failure.name === 'AbortError'
      if (!isTakenBack) setSaid(t('sharing:shareFailed'))
    }
  }

  const isCopied = said === t('sharing:copied')
  return (
    <div className={styles.link}>
      <Field label={t('sharing:link')} hideLabel>
        <TextInput
          ref={field}
          readOnly
          dir="ltr"
          value={link}
          onChange={() => {}}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <div className={styles.buttons}>
        <Button
          variant="primary"
          icon={isCopied ? CheckIcon : CopyIcon}
          aria-disabled={isNone || undefined}
          onClick={isNone ? undefined : () => void copy()}
          data-autofocus=""
        >
          {t(isCopied ? 'sharing:copied' : 'sharing:copy')}
        </Button>
        {typeof navigator.share === 'function' && (
          <Button
            icon={ShareIcon}
            aria-disabled={isNone || undefined}
            onClick={isNone ? undefined : () => void share()}
          >
            {t('sharing:share')}
          </Button>
        )}
      </div>
      {isCopied ? (
        <VisuallyHidden role="status">{said}</VisuallyHidden>
      ) : (
        <p role="status" className={styles.said}>
          {said}
        </p>
      )}
    </div>
  )
}
