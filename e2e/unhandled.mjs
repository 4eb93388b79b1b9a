import { writeFileSync } from 'node:fs'

/**
 * A reporter of Vitest: its own report in JSON holds tests alone. What broke beside them fails the run as well, and
 * stands in the file of `VITEST_UNHANDLED`, as `{ file, name, message }` each.
 */
export default class Unhandled {
  onTestRunEnd(_modules, errors) {
    const told = errors.map(({ type, message, stack, VITEST_TEST_PATH, VITEST_TEST_NAME }) => ({
      file: VITEST_TEST_PATH ?? '',
      name: [type ?? 'Unhandled error', VITEST_TEST_NAME].filter(Boolean).join(' in '),
      message: `${message ?? ''}\n${stack ?? ''}`,
    }))
    writeFileSync(process.env.VITEST_UNHANDLED, JSON.stringify(told))
  }
}
