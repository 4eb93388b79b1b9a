import { type RefObject, useEffect, useRef } from 'react'

/** Puts the focus on the first field that is wrong, whenever there is news of it. */
export function useFirstProblem(problems: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  return form
}
