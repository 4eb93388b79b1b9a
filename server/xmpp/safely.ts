/** What it gives, or nothing where it throws: an object of a browser may have a `toString` that is a number. */
export function safely<A extends unknown[], T>(read: (...args: A) => T, ...args: A): T | undefined {
  try {
    return read(...args)
  } catch {
    return undefined
  }
}
