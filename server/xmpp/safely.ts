/** What it gives, or nothing where it throws: an object of a browser may have a `toString` that is a number. */
export function safely<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
