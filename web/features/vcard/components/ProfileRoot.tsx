import { useEffect } from 'react'
import { lazily } from '../../../lib/lazily.tsx'
import { showProfile, useShownProfile } from '../../../lib/shownProfile.ts'

const ProfileDialog = lazily(
  () => import('./ProfileDialog.tsx').then((module) => module.ProfileDialog),
  'vcard',
)

const close = () => showProfile(undefined)

/** Somebody's profile, over any page. */
export function ProfileRoot() {
  const jid = useShownProfile()
  // Whoever signs in next asked for nobody.
  useEffect(() => close, [])
  return jid === undefined ? null : <ProfileDialog key={jid} jid={jid} onClose={close} />
}
