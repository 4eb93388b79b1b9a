import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ChatIcon, EditIcon } from '../../../ui/icons.ts'
import { useNameOf } from '../../roster/hooks.ts'
import { useOwnJid } from '../../session/hooks.ts'
import styles from './Card.module.css'
import { Told } from './Told.tsx'

/** What somebody tells of themselves, beside whatever one is doing. */
export function ProfileDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
  const name = useNameOf(jid)
  const isOwn = useOwnJid() === jid
  const go = () => {
    onClose()
    navigate(isOwn ? { name: 'profile' } : { name: 'chat', jid })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('vcard:of', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:close')}</Button>
          <Button variant="primary" icon={isOwn ? EditIcon : ChatIcon} onClick={go}>
            {t(isOwn ? 'vcard:edit' : 'vcard:write')}
          </Button>
        </>
      }
    >
      <div className={styles.who}>
        <Avatar name={name} jid={jid} size={72} />
        <bdi className={styles.jid}>{jid}</bdi>
      </div>
      <Told jid={jid} />
    </Dialog>
  )
}
