type Note = (event: string, detail: Record<string, string>) => void

/**
 * What nobody caught is one person's bad luck, not the end of everybody's session (ASVS 16.5.4): it is noted and the
 * gateway goes on. The message stays out of the note: it may quote what somebody sent.
 */
export function describeFailure(failure: unknown): Record<string, string> {
  if (!(failure instanceof Error)) return { error: typeof failure }
  const { name, message, stack = '' } = failure
  const { code } = failure as NodeJS.ErrnoException
  // Lines of the message may look like frames.
  const trace =
    message !== '' && stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const frames = trace.split('\n').filter((line) => line.startsWith('    at '))
  const where = frames.slice(0, 3).map((line) => line.trim().slice(3))
  return {
    error: /^\w{1,40}$/u.test(name) ? name : 'Error',
    ...(isCode(code) ? { code: String(code) } : {}),
    where: where.join(' < '),
  }
}

// A code is a word of Node's or a number; a text in its place may quote as well as the message.
const isCode = (code: unknown) =>
  typeof code === 'number' || (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/u.test(code))

/** Takes the process's last-resort handlers for the time of its service. */
export function surviveFailures(note: Note): void {
  process.on('uncaughtException', (error) => note('uncaught', describeFailure(error)))
  process.on('unhandledRejection', (error) => note('unhandled', describeFailure(error)))
}
