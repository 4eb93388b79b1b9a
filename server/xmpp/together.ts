import { createRequire } from 'node:module'
import type { Xmpp } from 'xmpp-ftw'
import type BaseClass from 'xmpp-ftw/lib/base.js'
import { type Desk, deskOf, type Part, rankOf } from './desk.ts'
import type { Extension } from './extension.ts'
import type { HostedExtensionClass } from './hosted.ts'
import type { Element } from './xml.ts'

const Base: typeof BaseClass = createRequire(import.meta.url)('xmpp-ftw').Base

/** One listener of another XMPP-FTW host, over one or more slices of ours. */
abstract class Together extends Base {
  protected abstract readonly kinds: readonly Part[]
  #desk: Desk | undefined
  #parts: readonly Extension[] = []

  override init(manager: Xmpp, ignoreEvents?: boolean): void {
    super.init(manager, true)
    this.#desk = deskOf(manager)
    this.#parts = this.#desk.begin(this, this.kinds)
    for (const part of this.#parts) part.init(manager, ignoreEvents)
  }

  override get _events(): Record<string, string> {
    return Object.assign({}, ...this.kinds.map((kind) => new kind()._events))
  }

  override handles(stanza: Element): boolean {
    return this.#desk?.claims(this, stanza) ?? false
  }

  override handle(stanza: Element): boolean {
    return this.#desk?.offer(this, stanza) ?? false
  }

  override registerEvents(): void {
    for (const part of this.#parts) part.registerEvents()
  }

  override unregisterEvents(): void {
    for (const part of this.#parts) part.unregisterEvents()
  }
}

/** The class of a listener that is made of these slices. A slice that several need is there once. */
export function together(...kinds: readonly Part[]): HostedExtensionClass {
  kinds.forEach(rankOf)
  return class extends Together {
    protected override readonly kinds = kinds
  } as unknown as HostedExtensionClass
}
