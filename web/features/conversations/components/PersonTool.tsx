import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { MenuIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { useNameOf } from '../../roster/hooks.ts'
import { usePersonMenu } from '../actions.ts'

/** In the head of a conversation: what the person's row in the list offers too. */
export function PersonTool({ jid }: { jid: string }) {
  const label = t('conversations:menuOf', { name: useNameOf(jid) })
  const items = usePersonMenu(jid, true)
  return (
    <Menu
      label={label}
      items={items}
      align="end"
      trigger={(trigger) => <IconButton {...trigger} icon={MenuIcon} label={label} />}
    />
  )
}
