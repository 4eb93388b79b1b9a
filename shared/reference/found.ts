/** One event as the search of the reference's pages has it; short keys, for all of them are fetched at the first letter. */
export interface Found {
  /** Name. */
  n: string
  /** Where it stands. */
  h: string
  /** Its sentence. */
  s: string
  /** Whether the gateway says it. */
  e?: 1
  /** Keys, documents and the slice, in one text. */
  k: string
}
