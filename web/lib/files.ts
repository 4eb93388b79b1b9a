import { revealed } from './revealed.ts'

/** A file that a message is about, by what its address says. */
export interface SentFile {
  readonly url: string
  /** For people, with what hides in it made visible. */
  readonly name: string
  /** One that is shown: of a kind that only a picture can be, and from where the page fetches pictures. */
  readonly isPicture: boolean
}

let origins: readonly string[] = []

/** Where this page may put files, and fetch pictures from: the gateway's word, which its policy holds the page to. */
export function setFileOrigins(told: readonly string[] = []): void {
  origins = told
}

/** Whether there is a place for files at all. */
export const keepsFiles = (): boolean => origins.length > 0

export const isOurPlace = (url: string): boolean => origins.includes(parsed(url)?.origin ?? '')

// An SVG is a document that can hold scripts, and whatever has another ending is not looked at.
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/iu
const MAX_URL = 2048

/** Undefined where the text is no address of the web and nothing else, so that it stays a text. */
export function fileOf(text: string): SentFile | undefined {
  const url = text.length <= MAX_URL && /^https?:\/\/\S+$/iu.test(text) ? parsed(text) : undefined
  if (url === undefined || `${url.username}${url.password}` !== '') return undefined
  const name = decoded(url.pathname.slice(url.pathname.lastIndexOf('/') + 1))
  return {
    url: url.href,
    name: revealed(name || url.hostname),
    isPicture: PICTURE.test(url.pathname) && origins.includes(url.origin),
  }
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
