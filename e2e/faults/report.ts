import { figures } from './checker.ts'
import { isGood, type Outcome } from './perform.ts'

const HEADS: Record<(typeof figures)[number], string> = {
  lost: 'lost',
  doubled: 'doubled',
  reordered: 'reordered',
  unexpected: 'unexpected',
  unresolved: 'unresolved',
  falseFailed: 'falsely failed',
  gap: 'silent gaps',
  process: 'ended',
}
/** Enough to look for; the whole history lies beside the report. */
const MOST = 12

/** All runs as a table, and under it what was found wrong with each. */
export function reportOf(outcomes: readonly Outcome[], failures: readonly string[]): string {
  const head = [
    'fault',
    'server',
    'seed',
    'entered',
    'archived',
    ...figures.map((name) => HEADS[name]),
    'observed',
    'settled',
    'clean',
  ]
  const rows = outcomes.map((outcome) => {
    const { observations } = outcome
    const held = observations.filter(({ isHeld }) => isHeld).length
    return [
      outcome.fault,
      outcome.server,
      outcome.seed,
      outcome.entered,
      outcome.archived,
      ...figures.map((name) => outcome.verdict[name].length),
      observations.length === 0 ? '–' : `${held} of ${observations.length}`,
      `${(outcome.settledMs / 1000).toFixed(0)} s`,
      isGood(outcome) ? 'yes' : 'NO',
    ]
  })
  const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`
  const good = outcomes.filter(isGood).length
  return [
    '# Faults',
    '',
    `${good} of ${outcomes.length + failures.length} runs are clean.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    ...outcomes.filter((outcome) => !isGood(outcome)).flatMap(detailsOf),
    ...(failures.length === 0
      ? []
      : ['', '## Runs that could not be done', '', ...failures.map((each) => `- ${each}`)]),
    '',
  ].join('\n')
}

function detailsOf(outcome: Outcome): string[] {
  const { fault, title, server, seed, verdict, observations, trouble } = outcome
  const found = figures.flatMap((name) => {
    const all = verdict[name].map(
      ({ actor, conv, cid, why }) => `- ${HEADS[name]}: ${actor} ${conv} ${cid}: ${why}`,
    )
    return all.length > MOST
      ? [...all.slice(0, MOST), `- … and ${all.length - MOST} more ${HEADS[name]}`]
      : all
  })
  return [
    '',
    `## ${fault} on ${server}, seed ${seed}: ${title}`,
    '',
    ...found,
    ...observations
      .filter(({ isHeld }) => !isHeld)
      .map(({ what, detail }) => `- not observed: ${what} (${detail})`),
    ...trouble.map((each) => `- ${each}`),
  ]
}
