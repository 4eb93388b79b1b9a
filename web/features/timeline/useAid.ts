import { useRef, useState } from 'react'
import type { ComposerAid } from '../../lib/composerAid.ts'
import { t } from '../../lib/i18n.ts'
import { refused, type SlashOutcome } from '../../lib/slash.ts'

export type LoadAid = () => Promise<ComposerAid>

/** Help with writing that is fetched when it is first wanted. */
export function useAid(load: LoadAid | undefined) {
  const [aid, setAid] = useState<ComposerAid | undefined>()
  const [asked, setAsked] = useState(0)
  const coming = useRef<Promise<ComposerAid>>(undefined)
  const running = useRef(new Set<string>())

  function wake(): Promise<ComposerAid> | undefined {
    if (!load) return undefined
    coming.current ??= load()
    coming.current.then(setAid, () => {
      coming.current = undefined
    })
    return coming.current
  }

  return {
    aid,
    asked,
    wake: () => void wake()?.catch(() => {}),
    /** As Tab asks: what was typed may be the beginning of a name. */
    ask(): void {
      setAsked((count) => count + 1)
      void wake()?.catch(() => {})
    },
    /** Does what the line says, once for however many presses. */
    async run(line: string): Promise<SlashOutcome> {
      if (running.current.has(line)) return { is: 'dropped' }
      running.current.add(line)
      try {
        const help = await wake()?.catch(() => undefined)
        return help ? await help.run(line) : refused(t('timeline:noCommands'))
      } finally {
        running.current.delete(line)
      }
    },
  }
}
