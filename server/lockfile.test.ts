import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  dependencies?: Record<string, string>
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? ''

/**
 * The first version without each hole that was found in what we use; of several lines, one for each. As the projects'
 * own releases and the public databases of advisories had them in November 2026.
 */
const FLOORS: [name: string, advisories: string, ...versions: string[]][] = [
  ['socket.io', 'CVE-2024-38355', '4.6.2'],
  ['socket.io-parser', 'CVE-2022-2421, CVE-2023-32695, CVE-2026-33151', '4.2.6'],
  [
    'engine.io',
    'CVE-2022-21676, CVE-2022-41940, CVE-2023-31125, GHSA-gr94-w7qr-f4j3, GHSA-r635-g3xr-vw7x',
    '6.6.12',
  ],
  ['ws', 'CVE-2024-37890, CVE-2026-45736, CVE-2026-48779', '8.21.0'],
  ['xmlhttprequest-ssl', 'CVE-2020-28502, CVE-2021-31597', '1.6.2'],
  ['debug', 'CVE-2025-59144', '4.4.3'],
  ['express', 'CVE-2024-29041, CVE-2024-43796', '5.0.0'],
  ['path-to-regexp', 'CVE-2024-45296, CVE-2024-52798, CVE-2026-4923, CVE-2026-4926', '8.4.0'],
  ['body-parser', 'CVE-2024-45590, CVE-2025-13466, CVE-2026-12590', '2.3.0'],
  ['send', 'CVE-2024-43799', '1.1.0'],
  ['serve-static', 'CVE-2024-43800', '2.1.0'],
  ['cookie', 'CVE-2024-47764', '0.7.0'],
  ['qs', 'CVE-2022-24999, CVE-2025-15284, CVE-2026-2391, CVE-2026-82562', '6.16.0'],
]
/** Packages that want to run a script when they are installed. None may: `npm ci --ignore-scripts`. */
const SCRIPTS = ['esbuild', 'fsevents']

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0

test('S72: every package comes from the registry, checked by its hash', () => {
  const wrong = Object.entries(packages).filter(
    ([path, { link, resolved, integrity }]) =>
      path.includes('node_modules/') &&
      !link &&
      (resolved !== undefined || !integrity?.startsWith('sha512-')),
  )
  expect(wrong.map(([path]) => path)).toEqual([])
  const links = Object.values(packages).filter(({ link }) => link)
  expect(links.map(({ resolved }) => resolved)).toEqual(['server/transport'])
})

test('S72: every version that we name is one', () => {
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/u.test(version) && version !== 'file:server/transport',
  )
  expect(loose).toEqual([])
})

test.each(FLOORS)('S72: no %s with a hole that is known (%s)', (name, _, ...floors) => {
  const found = Object.entries(packages).filter(([path]) => nameOf(path) === name)
  expect(found.length).toBeGreaterThan(0)
  for (const [path, { version = '' }] of found)
    expect(
      floors.some((floor) => isAtLeast(version, floor)),
      `${path} ${version}`,
    ).toBe(true)
})

test('S72: of uuid 3, which has one where it writes into a buffer (CVE-2026-41907), only the rest is asked for', () => {
  const askers = Object.entries(packages).filter(([, { dependencies }]) => dependencies?.uuid)
  expect(askers.map(([path]) => nameOf(path))).toEqual(['xmpp-ftw'])
  const folder = 'node_modules/xmpp-ftw'
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?:lib\/.*|index)\.js$/u.test(file),
  )
  const calls = files.flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').match(/uuid.*/giu) ?? [])
  expect(calls.map((call) => call.trim())).toEqual(["uuidV4 = require('uuid/v4')", 'uuidV4()'])
})

test('S72: no package runs a script when it is installed', () => {
  const wanting = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
  expect(wanting.map(([path]) => nameOf(path)).filter((name) => !SCRIPTS.includes(name))).toEqual([])
  for (const file of ['server/startSteps.mjs', 'server/start.mjs'])
    for (const [install] of readFileSync(file, 'utf8').matchAll(/'ci'[^\]\n]*/gu))
      expect(install).toContain('--ignore-scripts')
})
