import { memo, useState } from 'react'
import type { Invite } from '#protocol/invites.ts'
import { bareJid, fullJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { fromHere } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useRoom, useRoomName } from '../../muc/hooks.ts'
import { useContact, useNameOf } from '../../roster/hooks.ts'
import { useInvite, useInvitesCommands } from '../hooks.ts'
import styles from './Invites.module.css'

/** One invitation: which room, who says so, and whether the room itself vouches for it. */
export const InviteCard = memo(function InviteCard({ room }: { room: string }) {
  const invite = useInvite(room)
  const name = useRoomName(room)
  const from = invite?.from ? bareJid(invite.from) : ''
  // COMPAT: Prosody 0.12 names the inviter as the occupant that they are: a nick is all there is of them.
  const nick = from === room ? invite?.from?.resource : undefined
  const known = useNameOf(from)
  // One of the people in another room of ours: their room has said nothing.
  const isInRoom = useRoom(from) !== undefined && from !== room
  const address = invite?.from && isInRoom ? fullJid(invite.from) : from
  const isContact = useContact(from) !== undefined
  const { accept, decline } = useInvitesCommands()
  const [isEntering, setEntering] = useState(false)
  const [isDeclining, setDeclining] = useState(false)
  const [error, setError] = useState<string | undefined>()
  if (!invite) return null

  async function enter(): Promise<void> {
    setEntering(true)
    const goOn = fromHere()
    const result = await accept(room)
    setEntering(false)
    goOn(result.ok ? { name: 'room', room } : { name: 'join', room })
  }

  async function refuse(reason: string): Promise<void> {
    const result = await decline(room, reason)
    if (!result.ok) setError(sentence(result.error, 'invites'))
  }

  const isStranger = from !== '' && from !== room && !isContact
  const told = (
    <p className={styles.detail} dir="auto">
      {t(wordsFor(invite, isStranger), {
        who: revealed(nick ?? (isInRoom ? (invite.from?.resource ?? '') : known)),
        address: revealed(address),
      })}
    </p>
  )
  return (
    <div className={styles.card}>
      <Avatar name={name} jid={room} size={28} shape="room" />
      <div className={styles.words}>
        {/* Of somebody unknown, and of what they call a room, the address comes first: it is the one thing that holds. */}
        {isStranger && told}
        <bdi className={styles.name}>{name}</bdi>
        {isStranger ? (
          <p className={styles.detail}>
            <bdi>{revealed(room)}</bdi>
          </p>
        ) : (
          told
        )}
        {invite.reason && (
          <p className={styles.reason} dir="auto">
            “{invite.reason}”
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button size="s" variant="primary" busy={isEntering} onClick={() => void enter()}>
          {t('invites:accept')}
        </Button>
        <Button size="s" onClick={() => setDeclining(true)}>
          {t('invites:decline')}
        </Button>
      </div>
      <ConfirmDialog
        open={isDeclining}
        onClose={() => setDeclining(false)}
        title={t('invites:declineTitle', { name })}
        text={invite.direct ? t('invites:declineSilently') : t('invites:declineText')}
        confirm={t('invites:declineConfirm')}
        reason={!invite.direct}
        error={error}
        onConfirm={(reason) => void refuse(reason)}
      />
    </div>
  )
})

function wordsFor({ direct, from }: Invite, isStranger: boolean): string {
  if (!from) return 'invites:mediatedUnknown'
  if (direct) return isStranger ? 'invites:strangerDirect' : 'invites:direct'
  return isStranger ? 'invites:strangerMediated' : 'invites:mediated'
}
