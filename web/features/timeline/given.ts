import type { Arrival } from './entry.ts'

/** Those of the keys that it has. */
export function given<K extends keyof Arrival>(arrival: Arrival, ...keys: K[]): Partial<Pick<Arrival, K>> {
  return Object.fromEntries(
    keys.filter((key) => arrival[key] !== undefined).map((key) => [key, arrival[key]]),
  ) as Partial<Pick<Arrival, K>>
}
