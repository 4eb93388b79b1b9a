import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { bestScore, type JumpItem, rank } from '../../../lib/jump.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { Highlight } from '../../../ui/Highlight.tsx'
import { Palette, type PaletteItem } from '../../../ui/Palette.tsx'
import { useJumpActions, writable } from '../actions.ts'
import { useJumpPlaces } from '../hooks.ts'
import { jumpPages, useAddressDeeds } from '../jumpPages.ts'
import styles from './JumpBox.module.css'
import type { Early } from './JumpBox.tsx'

const SHOWN = 40
/** Before a word is typed: few enough that what there is to do stays in sight. */
const OFFERED = 8

export function JumpDialog({ early, onClose }: { early: Early; onClose: () => void }) {
  const places = useJumpPlaces()
  const ownActions = useJumpActions()
  const actions = useMemo(() => [...ownActions, ...jumpPages()], [ownActions])
  const deedsFor = useAddressDeeds()
  const [query, setQuery] = useState(early.text)

  const choices = useMemo(() => {
    const isAsked = query.trim() !== ''
    const all = rank(places, query)
    // Nobody is offered a stranger; who looks for one finds them last.
    const own = all.filter(({ isRequest }) => !isRequest).slice(0, isAsked ? SHOWN : OFFERED)
    const held = isAsked ? all.filter(({ isRequest }) => isRequest).slice(0, OFFERED) : []
    const found = [...own, ...held]
    const doable = actions.filter((action) => rank([action], query).length > 0)
    const jumps = found.map((place) => ({ item: placeItem(place, query), perform: place.perform }))
    const deeds = [...doable, ...writable(query, places), ...deedsFor(query)].map(
      ({ icon: IconPart, perform, id, label }) => {
        const leading = (
          <span className={styles.mark}>
            <IconPart aria-hidden="true" />
          </span>
        )
        return { item: { id, label, leading, group: t('conversations:jumpGroup.action') }, perform }
      },
    )
    const isDeed = (bestScore(doable, query) ?? 9) < (bestScore(found, query) ?? 9)
    return isAsked && isDeed ? [...deeds, ...jumps] : [...jumps, ...deeds]
  }, [places, actions, query, deedsFor])

  const pick = (id: string) => {
    onClose()
    choices.find(({ item }) => item.id === id)?.perform()
  }
  const enter = useEffectEvent(() => {
    const [best] = choices
    if (best) pick(best.item.id)
  })
  useLayoutEffect(() => {
    early.isOver = true
  }, [early])
  useEffect(() => {
    if (early.isEntered) enter()
  }, [early])
  return (
    <Palette
      open
      onClose={onClose}
      label={t('conversations:jump')}
      placeholder={t('conversations:jumpHint')}
      query={query}
      onQuery={setQuery}
      items={choices.map(({ item }) => item)}
      onPick={pick}
      empty={t('conversations:jumpNothing')}
    />
  )
}

function placeItem(place: JumpItem, query: string): PaletteItem {
  const { id, kind, label, address, presence, unread, isRequest } = place
  const isUnread = query.trim() === '' && unread > 0
  const group = isRequest ? 'request' : isUnread ? 'unread' : 'place'
  return {
    id,
    label: (
      <>
        <bdi>
          <Highlight text={label} query={query} />
        </bdi>
        <Badge count={unread} className={styles.unread} />
      </>
    ),
    hint: label === address ? undefined : <Highlight text={address} query={query} />,
    leading: (
      <Avatar
        name={label}
        jid={address}
        size={28}
        presence={presence}
        shape={kind === 'room' ? 'room' : 'person'}
      />
    ),
    group: t(`conversations:jumpGroup.${group}`),
  }
}
