import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, loadConfigFromFile, type Plugin, type Rolldown } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
/** Pages beside the page, and what a build does with its files: nothing of it changes what the page weighs. */
const ASIDE = new Set(['script-client', 'protocol-pages', 'precompress', 'parts-list'])

let files: ReadonlyMap<string, Rolldown.OutputChunk | Rolldown.OutputAsset>

beforeAll(async () => {
  // Else it is React as tests have it.
  vi.stubEnv('NODE_ENV', 'production')
  const found = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(ROOT, 'vite.config.ts'),
  )
  const plugins = (found?.config.plugins ?? []).flat() as Plugin[]
  const built = await build({
    ...found?.config,
    configFile: false,
    root: join(ROOT, 'web'),
    logLevel: 'error',
    plugins: plugins.filter(({ name }) => !ASIDE.has(name)),
    build: { ...found?.config.build, write: false, emptyOutDir: false },
  })
  files = new Map((built as Rolldown.RolldownOutput).output.map((file) => [file.fileName, file]))
}, 180_000)

/** The file that has the module. */
function fileOf(path: string): string {
  for (const file of files.values())
    if (file.type === 'chunk' && file.moduleIds.includes(join(ROOT, path))) return file.fileName
  throw new Error(`No file has ${path}`)
}

/** In KiB, compressed: the files with these modules, and all that those import by name. */
function weightOf(...paths: string[]): number {
  const all = new Set<string>()
  const add = (name: string) => {
    const file = files.get(name)
    if (all.has(name) || !file) return
    all.add(name)
    if (file.type !== 'chunk') return
    const { importedCss = [] } =
      (file as { viteMetadata?: { importedCss: Iterable<string> } }).viteMetadata ?? {}
    for (const each of [...file.imports, ...importedCss]) add(each)
  }
  for (const path of paths) add(fileOf(path))
  const bytes = [...all].map((name) => {
    const file = files.get(name)
    return gzipSync(file?.type === 'chunk' ? file.code : (file?.source ?? ''), { level: 9 }).length
  })
  return bytes.reduce((sum, each) => sum + each, 0) / 1024
}

const FORM = ['web/app/main.tsx']
const CHAT = [...FORM, 'web/app/Chat.tsx']
/** What a conversation between two fetches by itself. */
const TALK = [
  ...CHAT,
  'web/features/timeline/history.ts',
  'web/features/timeline/outboxDesk.ts',
  'web/features/avatar/model.ts',
  'web/features/displayed/model.ts',
  'web/store/vault.ts',
]
/** And what stands beside it at a desk. */
const DESK = [
  ...TALK,
  'web/features/roster/components/ContactCard.tsx',
  'web/features/vcard/components/ContactProfile.tsx',
]

test('the sign-in form is light', () => {
  expect(weightOf(...FORM)).toBeLessThan(90)
})

test('a chat is light: what it cannot stand without, and with all that it fetches by itself', () => {
  expect(weightOf(...CHAT)).toBeLessThan(177)
  expect(weightOf(...TALK)).toBeLessThan(199)
  expect(weightOf(...DESK)).toBeLessThan(205)
})

test('what only an action needs is in none of it', () => {
  const talk = new Set(DESK.map(fileOf))
  const later = [
    'web/features/roomConfig/components/DataForm.tsx',
    'web/features/affiliations/components/AffiliationsPage.tsx',
    'web/features/blocking/components/BlockDialog.tsx',
    'web/features/command/components/CommandsPage.tsx',
    'web/features/search/components/SearchPage.tsx',
    'web/features/command/model.ts',
    'web/features/http/watch.ts',
    'web/features/jingle/model.ts',
    'web/features/slash/suggest.ts',
    'web/features/timeline/components/FindDialog.tsx',
    'web/features/trace/components/TraceConsole.tsx',
    'web/features/upload/uploader.ts',
    'web/features/vcard/components/ProfileForm.tsx',
    'web/locales/en/later/contact.json',
    'web/locales/en/later/profile.json',
    'web/transport/contract.ts',
    'web/ui/Dialog.tsx',
  ]
  for (const path of later) expect(talk.has(fileOf(path)), path).toBe(false)
})

test('a part that is always loaded is one file', () => {
  const page = files.get(fileOf('web/app/Chat.tsx'))
  expect(page?.type === 'chunk' && page.imports.length).toBeLessThan(4)
})
