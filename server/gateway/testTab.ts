import type { Tab } from './hub.ts'

/** A tab that remembers what it was told. */
export class TestTab implements Tab {
  readonly id: string
  readonly told: [string, unknown][] = []
  readonly acks: unknown[] = []
  closed = false
  unsent = 0

  constructor(id: string) {
    this.id = id
  }

  emit(event: string, data: unknown, ack?: unknown): void {
    this.told.push([event, data])
    if (ack !== undefined) this.acks.push(ack)
  }

  close(): void {
    this.closed = true
  }

  unsentBytes(): number {
    return this.unsent
  }

  all(event: string): unknown[] {
    return this.told.filter(([name]) => name === event).map(([, data]) => data)
  }
}
