import type { Doorway } from './joining.ts'
import { check } from './rejoining.ts'

const REFLECTION_MS = 10_000

/** Rooms that are to say something of ours to all: one that does not may not have us any more. */
export class Reflections {
  readonly #expecting = new Set<string>()
  readonly #door: () => Doorway

  constructor(door: () => Doorway) {
    this.#door = door
  }

  expect(room: string): void {
    if (this.#expecting.has(room)) return
    this.#expecting.add(room)
    setTimeout(() => void this.#look(room), REFLECTION_MS).unref()
  }

  async #look(room: string): Promise<void> {
    this.#expecting.delete(room)
    const door = this.#door()
    const { courier } = door
    const entry = door.rooms.get(room)
    const late = courier.unreflected(room, REFLECTION_MS)
    // What the server itself still holds back is not late.
    const missed = late.filter(({ isTaken }) => isTaken)
    const standing = entry && late.length > 0 ? await check(door, entry) : 'unknown'
    if (missed.length > 0 && (standing === 'in' || standing === 'likely')) await courier.inquire(room, missed)
    if (entry && courier.unreflected(room, 0).length > 0) this.expect(room)
  }
}
