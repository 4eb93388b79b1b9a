import { useEffect, useEffectEvent, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { useAvatarCommands } from './hooks.ts'
import { pictureOf, problemOf } from './prepare.ts'

type Square = { x: number; y: number; side: number }

const pictureIn = (data: DataTransfer | null) => data?.files[0]

/** A file that was chosen, dropped or pasted, on its way to being one's picture. */
export function useOwnPicture() {
  const { publish, remove } = useAvatarCommands()
  const [file, setFile] = useState<{ blob: Blob; src: string } | undefined>()
  const [state, setState] = useState<{ error?: string; done?: string; busy?: true }>({})
  const [isOver, setOver] = useState(false)
  const close = () => setFile(undefined)

  const take = async (blob: Blob): Promise<void> => {
    const problem = await problemOf(blob)
    setState(problem ? { error: t(`avatar:file.${problem}`) } : {})
    if (!problem) setFile({ blob, src: URL.createObjectURL(blob) })
  }
  const src = file?.src
  useEffect(() => (src === undefined ? undefined : () => URL.revokeObjectURL(src)), [src])

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const pasted = pictureIn(event.clipboardData)
    if (!pasted || file) return
    event.preventDefault()
    void take(pasted)
  })
  // Wherever it falls: beside the picture the browser would open the file in the place of the page.
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    const isOut = event.type === 'dragleave' && event.relatedTarget === null
    setOver(event.type === 'dragover' || (event.type === 'dragleave' && !isOut))
    const dropped = event.type === 'drop' && !file && pictureIn(event.dataTransfer)
    if (dropped) void take(dropped)
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => onPaste(event)
    const drag = (event: DragEvent) => onDrag(event)
    const drags = ['dragover', 'dragleave', 'drop'] as const
    addEventListener('paste', paste)
    for (const name of drags) addEventListener(name, drag)
    return () => {
      removeEventListener('paste', paste)
      for (const name of drags) removeEventListener(name, drag)
    }
  }, [])

  return {
    src,
    ...state,
    isOver,
    take,
    close,
    /** Why it did not work, if it did not. */
    async use(square: Square): Promise<string | undefined> {
      if (!file) return undefined
      const picture = await pictureOf(file.blob, square)
      if (!picture) return t('avatar:file.unreadable')
      const result = await publish(picture)
      if (!result.ok) return sentence(result.error, 'avatar')
      close()
      setState({ done: t('avatar:saved') })
      return undefined
    },
    async remove(): Promise<void> {
      setState({ busy: true })
      const result = await remove()
      setState(result.ok ? { done: t('avatar:removed') } : { error: sentence(result.error, 'avatar') })
    },
  }
}
