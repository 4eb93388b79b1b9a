import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ComposerAid, Suggestions } from '../../lib/composerAid.ts'
import { apply, firstEnabled, isMoot, isTyped, step } from './suggesting.ts'

type Field = RefObject<HTMLTextAreaElement | null>

export interface ShownSuggestions {
  readonly list: Suggestions
  /** -1 where none can be chosen. */
  readonly active: number
}

/** What fits at the caret of a field, and the keys that choose from it. */
export function useSuggestions(aid: ComposerAid, area: Field, text: string, onText: (text: string) => void) {
  const [open, setOpen] = useState<ShownSuggestions | undefined>()
  /** The beginning of a name alone is reason enough: Tab said so. */
  const [isAsked, setAsked] = useState(false)
  /** The text for which somebody put the list away. */
  const [put, setPut] = useState<string | undefined>()
  const [isComposing, setComposing] = useState(false)
  /** Where one goes on writing once the field has the text that was chosen. */
  const caret = useRef<number>(undefined)

  function look(typed: string, composes: boolean): void {
    const field = area.current
    // An input method shows suggestions of its own; but a phone's keyboard composes every word.
    const isBusy = composes && !matchMedia('(pointer: coarse)').matches
    const isQuiet = !field || isBusy || put === typed || field.selectionStart !== field.selectionEnd
    const list = isQuiet ? undefined : aid.suggest(typed, field.selectionStart, isAsked)
    if (!list) setAsked(false)
    setOpen((before) => {
      if (!list) return undefined
      const kept = list.items.findIndex((item) => item.id === before?.list.items[before.active]?.id)
      // The best of what fits now, unless somebody went to another one with the arrow keys.
      const isMoved = before !== undefined && before.active !== firstEnabled(before.list)
      return { list, active: isMoved && kept >= 0 ? kept : firstEnabled(list) }
    })
  }

  function close(): void {
    setPut(area.current?.value)
    setAsked(false)
    setOpen(undefined)
  }

  function pick(list: Suggestions, index: number): void {
    const item = list.items[index]
    const field = area.current
    if (!item || !field || item.disabled) return
    const next = apply(field.value, list, item)
    onText(next.text)
    setAsked(false)
    // A name that is written out is no reason to offer it again; after a command its arguments come.
    setPut(list.kind === 'command' ? undefined : next.text)
    setOpen(undefined)
    caret.current = next.caret
  }

  /** Writes the only name out, or shows those that fit. False when nothing begins like that. */
  function complete(): boolean {
    setPut(undefined)
    const field = area.current
    const list = field ? aid.suggest(field.value, field.selectionStart, true) : undefined
    if (!list || firstEnabled(list) < 0) return false
    if (list.items.length > 1) {
      setAsked(true)
      setOpen({ list, active: firstEnabled(list) })
      return true
    }
    if (isMoot(field?.value ?? '', list, 0)) return false
    pick(list, 0)
    return true
  }

  function handle(event: KeyboardEvent): boolean {
    if (event.isComposing || event.keyCode === 229) return false
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
    const { key } = event
    if (!open) return key === 'Tab' && text.trim() !== '' && complete()
    const { list, active } = open
    if (key === 'Escape') close()
    else if (key === 'ArrowDown' || key === 'ArrowUp')
      setOpen({ list, active: step(list, active, key === 'ArrowDown' ? 1 : -1) })
    else if (key === 'Enter' || key === 'Tab') {
      const isThere = key === 'Enter' ? isTyped : isMoot
      if (active < 0 || isThere(text, list, active)) return false
      pick(list, active)
    } else return false
    return true
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!handle(event)) return
    // The composer would send, or leave what it edits.
    event.preventDefault()
    event.stopPropagation()
  })
  const onLook = useEffectEvent(look)
  const onMove = useEffectEvent(() => look(text, isComposing))

  useEffect(() => {
    const field = area.current
    if (!field) return
    const listeners: Record<string, (event: Event) => void> = {
      keydown: (event) => event instanceof KeyboardEvent && onKeyDown(event),
      compositionstart: () => setComposing(true),
      compositionend: () => setComposing(false),
      // The list gives the focus back.
      blur: (event) => {
        const next = event instanceof FocusEvent ? event.relatedTarget : null
        if (!(next instanceof Element && next.role === 'listbox')) setOpen(undefined)
      },
    }
    const moved = () => document.activeElement === field && onMove()
    for (const [name, listener] of Object.entries(listeners)) field.addEventListener(name, listener)
    document.addEventListener('selectionchange', moved)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) field.removeEventListener(name, listener)
      document.removeEventListener('selectionchange', moved)
    }
  }, [area])

  // At once: what is typed next goes there.
  useLayoutEffect(() => {
    const at = caret.current
    caret.current = undefined
    if (at === undefined) return
    area.current?.focus()
    area.current?.setSelectionRange(at, at)
  })
  useLayoutEffect(() => onLook(text, isComposing), [text, isComposing])

  return { open, complete, pick: (index: number) => open && pick(open.list, index) }
}
