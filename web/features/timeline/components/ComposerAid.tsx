import { type RefObject, useEffect, useEffectEvent, useId, useLayoutEffect } from 'react'
import type { ComposerAid as Aid } from '../../../lib/composerAid.ts'
import { SuggestionList } from '../../../ui/SuggestionList.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { useSuggestions } from '../useSuggestions.ts'

export interface ComposerAidProps {
  aid: Aid
  area: RefObject<HTMLTextAreaElement | null>
  text: string
  /** How often Tab was pressed before this was here. */
  asked: number
  onText: (text: string) => void
  /** Nothing begins like that: the focus may go where Tab leads. */
  onPass: () => void
}

/**
 * Suggestions for what is being typed. The field stays a text box of several lines, which may be no combobox (ARIA in
 * HTML, textarea): it names its list and the active option all the same. Its attributes and keys are followed from
 * here, so that a composer that needs no help carries none of it.
 */
export function ComposerAid({ aid, area, text, asked, onText, onPass }: ComposerAidProps) {
  const id = useId()
  const { open, complete, pick } = useSuggestions(aid, area, text, onText)
  const onAsked = useEffectEvent(() => {
    if (!complete()) onPass()
  })
  useEffect(() => {
    if (asked > 0) onAsked()
  }, [asked])

  const active = open && open.active >= 0 ? `${id}-${open.active}` : undefined
  const controls = open && id
  useLayoutEffect(() => {
    const tell = (name: string, value: string | undefined) =>
      value === undefined ? area.current?.removeAttribute(name) : area.current?.setAttribute(name, value)
    tell('aria-autocomplete', 'list')
    tell('aria-haspopup', 'listbox')
    tell('aria-controls', controls)
    tell('aria-activedescendant', active)
  }, [area, controls, active])

  return (
    <>
      {open && (
        <SuggestionList
          id={id}
          label={open.list.label}
          items={open.list.items}
          active={open.active}
          onPick={pick}
          onFocus={() => area.current?.focus()}
        />
      )}
      <VisuallyHidden role="status">{open?.list.announcement}</VisuallyHidden>
    </>
  )
}
