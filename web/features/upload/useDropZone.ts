import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** Takes files that are dropped on, or pasted into, the section around `anchor`. True while some are held over it. */
export function useDropZone(
  anchor: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
): boolean {
  const [isOver, setIsOver] = useState(false)
  const take = useEffectEvent(onFiles)
  useEffect(() => {
    const zone = anchor.current?.closest('section')
    if (!zone) return undefined
    const done = new AbortController()
    const { signal } = done
    const isInside = (node: EventTarget | null) => node instanceof Node && zone.contains(node)

    zone.addEventListener('dragleave', ({ relatedTarget }) => !isInside(relatedTarget) && setIsOver(false), {
      signal,
    })
    // Beside it, a file that is dropped would replace the page.
    const hold = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = isInside(event.target) ? 'copy' : 'none'
      setIsOver(isInside(event.target))
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      if (isInside(event.target)) take([...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // A table comes as words and as a picture of itself: the words are meant.
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
      event.preventDefault()
      take(files)
    }
    addEventListener('dragover', hold, { signal })
    addEventListener('drop', drop, { signal })
    zone.addEventListener('paste', paste, { signal })
    return () => done.abort()
  }, [anchor])
  return isOver
}
