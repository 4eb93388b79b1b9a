import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'vite'

// `node server/package/build.mjs [folder]`: what other programs load of us, as ES modules and as CommonJS, with types.
// The browsers' client (`/client.js`) is built with the page.

const ROOT = resolve(import.meta.dirname, '../..')
const OUT = resolve(process.argv[2] ?? join(ROOT, 'dist/package'))
const ENTRIES = {
  extensions: 'server/package/extensions.ts',
  transport: 'server/package/transport.ts',
  client: 'web/client/hoverboard.ts',
}
/** Packages that are no CommonJS: there, they come along. */
const ONLY_MODULES = ['@xmpp/xml', 'ltx']

rmSync(OUT, { recursive: true, force: true })
await Promise.all([bundle('esm', 'es', []), bundle('cjs', 'cjs', ONLY_MODULES)])
writeFileSync(join(OUT, 'esm/package.json'), '{ "type": "module" }\n')
writeFileSync(join(OUT, 'cjs/package.json'), '{ "type": "commonjs" }\n')
declare(['esm', 'cjs'])

function bundle(folder, format, noExternal) {
  const input = Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(ROOT, path)]))
  return build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    ssr: { noExternal },
    build: {
      ssr: true,
      outDir: join(OUT, folder),
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        output: { format, entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  })
}

/** Declarations by the compiler, of which only those go along that an entry leads to. */
function declare(folders) {
  const types = join(OUT, 'types')
  mkdirSync(types, { recursive: true })
  const config = join(types, 'tsconfig.json')
  const compilerOptions = {
    // `tsc -b` checks it all; here it only writes down.
    noCheck: true,
    composite: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    rootDir: ROOT,
    outDir: types,
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    paths: { '#protocol/*': [join(ROOT, 'shared/protocol/*')] },
  }
  const files = Object.values(ENTRIES).map((path) => join(ROOT, path))
  const ambient = ['server/transport/xmpp.d.ts', 'server/xmpp/xmpp-ftw.d.ts'].map((path) => join(ROOT, path))
  const extended = join(ROOT, 'server/tsconfig.json')
  writeFileSync(
    config,
    JSON.stringify({
      extends: extended,
      compilerOptions,
      files: [...files, ...ambient],
      include: [],
      references: [],
    }),
  )
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
  for (const folder of folders)
    for (const [name, path] of Object.entries(ENTRIES)) follow(types, path, folder, `${name}.d.ts`, new Set())
  rmSync(types, { recursive: true, force: true })
}

/** Writes a declaration, and all that it names, where the package wants them: entries above, the rest in `types/`. */
function follow(types, source, folder, target, seen) {
  if (seen.has(source)) return
  seen.add(source)
  const text = readFileSync(join(types, source.replace(/\.ts$/u, '.d.ts')), 'utf8')
  const written = text.replace(/(['"])(#protocol\/|\.{1,2}\/)([^'"]+)\.ts\1/gu, (_, quote, start, rest) => {
    const path = start.startsWith('#') ? `shared/protocol/${rest}` : join(dirname(source), `${start}${rest}`)
    const its = `types/${path}.d.ts`
    follow(types, `${path}.ts`, folder, its, seen)
    const name = relative(dirname(target), its).replace(/\.d\.ts$/u, '.js')
    return `${quote}${name.startsWith('.') ? name : `./${name}`}${quote}`
  })
  const file = join(OUT, folder, target)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, written)
}
