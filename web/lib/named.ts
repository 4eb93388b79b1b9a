import { createContext } from 'react'

/** Who is named in what is said around here: oneself, and whoever is there. */
export interface Named {
  readonly self: string
  readonly isNick: (text: string) => boolean
}

export const NamedContext = createContext<Named | undefined>(undefined)
