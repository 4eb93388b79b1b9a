import type { TraceEntry } from '#protocol/trace.ts'

/** What belongs together, in the order in which it passed. */
export interface Exchange {
  readonly key: string
  readonly entries: readonly TraceEntry[]
}

/** What stands side by side: all that went the same way, until something came the other way. */
export interface Step {
  readonly direction: TraceEntry['direction']
  readonly json: readonly TraceEntry[]
  readonly xml: readonly TraceEntry[]
}

export function stepsOf({ entries }: Exchange): Step[] {
  const steps: { direction: TraceEntry['direction']; json: TraceEntry[]; xml: TraceEntry[] }[] = []
  for (const entry of entries) {
    let step = steps.at(-1)
    if (step?.direction !== entry.direction) {
      step = { direction: entry.direction, json: [], xml: [] }
      steps.push(step)
    }
    step[entry.xml === undefined ? 'json' : 'xml'].push(entry)
  }
  return steps
}

/** The command or event that it is about; where there is none, the stanza. */
export function titleOf({ entries }: Exchange): string {
  const told = entries.find(({ kind }) => kind === 'command') ?? entries.find(({ kind }) => kind === 'event')
  return told?.name ?? `<${entries[0]?.name ?? ''}>`
}

export const commandOf = ({ entries }: Exchange): TraceEntry | undefined =>
  entries.find(({ kind }) => kind === 'command')

export const peerOf = ({ entries }: Exchange): string | undefined =>
  entries.find(({ peer }) => peer !== undefined)?.peer

/** Which way it went first. */
export const directionOf = ({ entries }: Exchange): TraceEntry['direction'] => entries[0]?.direction ?? 'in'

/** Milliseconds from a command to its acknowledgement. */
export function durationOf({ entries }: Exchange): number | undefined {
  const asked = entries.find(({ kind }) => kind === 'command')
  const answered = entries.find(({ kind }) => kind === 'ack')
  return asked && answered && answered.at - asked.at
}

/** Whether a command was refused. */
export const isRefused = ({ entries }: Exchange): boolean =>
  entries.some(({ kind, data }) => kind === 'ack' && Array.isArray(data) && Boolean(data[0]))

/** All that is JSON of it, as a text to copy. */
export function jsonOf({ entries }: Exchange): string {
  const told = entries.filter(({ xml }) => xml === undefined)
  return JSON.stringify(
    told.map(({ kind, name, data }) => ({ [kind]: name, data })),
    null,
    2,
  )
}

export const xmlOf = ({ entries }: Exchange): string => entries.flatMap(({ xml }) => xml ?? []).join('\n')
