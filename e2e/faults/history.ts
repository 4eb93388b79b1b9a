/** What can happen to a message. `gap` is a visible mark on a screen: something may be missing here. */
export type Op = 'enter' | 'ack1' | 'confirmed' | 'failed' | 'unconfirmed' | 'shown' | 'archived' | 'gap'

/**
 * One thing that one actor did or saw. `t` is in milliseconds since 1970. `cid` is the message's own text, a counter:
 * every client shows it, whatever ids it makes. Of `archived`, the actor is the archive; of `gap`, `cid` is empty.
 * The lines of one archive, and of one screen's conversation, are in the order in which they stand there.
 */
export interface MessageLine {
  readonly t: number
  readonly actor: string
  readonly op: Op
  readonly cid: string
  readonly conv: string
  readonly archiveId?: string
  /** What was said of its failure. */
  readonly why?: string
}

/** `killed` is logged by who ended it on purpose, before; `gone` by who found that it is not there any more. */
export interface ProcessLine {
  readonly t: number
  readonly actor: string
  readonly op: 'process'
  readonly event: 'started' | 'killed' | 'gone'
  readonly pid: number
}

export type Line = MessageLine | ProcessLine

/** What the history is held against. */
export interface Plan {
  /** Whose entries must end as confirmed or failed: our own clients. Others' may get lost, never doubled. */
  readonly ours: readonly string[]
  /** Who sees which conversation. `archive` is what the screen must show all of; without it, it only may. */
  readonly views: readonly View[]
  /** Without one, what was on its way when a resume failed may end as unconfirmed. */
  readonly hasArchive: boolean
}

export interface View {
  readonly actor: string
  readonly conv: string
  readonly archive?: string
  /** Shows what arrives and asks no archive: the order counts, and what is shown twice, but nothing is missing. */
  readonly isLive?: true
}

/** Collects the lines of all actors, in the order they come. */
export class Recorder {
  readonly lines: Line[] = []
  readonly #entered = new Set<string>()

  note(
    actor: string,
    op: Op,
    conv: string,
    cid: string,
    more: Pick<MessageLine, 'archiveId' | 'why'> = {},
  ): void {
    if (op === 'enter') this.#entered.add(cid)
    this.lines.push({ t: Date.now(), actor, op, cid, conv, ...more })
  }

  process(actor: string, event: ProcessLine['event'], pid: number | undefined): void {
    if (pid !== undefined) this.lines.push({ t: Date.now(), actor, op: 'process', event, pid })
  }

  /** All that was entered so far. */
  get entered(): ReadonlySet<string> {
    return this.#entered
  }

  toString(): string {
    return this.lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  }
}
