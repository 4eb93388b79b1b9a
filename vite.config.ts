import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, parseAst, runnerImport, type ViteDevServer } from 'vite'
import { defineConfig } from 'vitest/config'
import { partsList } from './web/build/partsList.ts'
import { websocketOnly } from './web/build/websocketOnly.ts'
import { wholeParts } from './web/build/wholeParts.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'))

// A class's own word and a mark of its file. Vite's own name has the line in it too, which compresses badly.
function scopedName() {
  const owners = new Map<string, string>()
  return (name: string, path: string) => {
    const file = relative(import.meta.dirname, path.replace(/\?.*$/u, ''))
    const mark = createHash('sha256').update(file).digest('base64url').replace(/[-_]/gu, '').slice(0, 3)
    const owner = owners.get(mark) ?? file
    if (owner !== file) throw new Error(`${owner} and ${file} have the same mark: rename one of them`)
    owners.set(mark, file)
    return `${name}_${mark}`
  }
}

// Compressed once at build instead of at each request; sirv finds the neighbours by their names.
function precompress() {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build' as const,
    configResolved(config: { root: string; build: { outDir: string; ssr: unknown } }) {
      folder = config.build.ssr ? '' : resolve(config.root, config.build.outDir)
    },
    writeBundle() {
      if (folder === '') return
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|html|svg|json|webmanifest)$/u.test(name)) continue
        const file = join(folder, name)
        const content = readFileSync(file)
        if (content.length < 1024) continue
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
      }
    },
  }
}

// To make a schema does nothing else: what the page does not read of the contract (the commands) is left out of it.
function pureContract() {
  return {
    name: 'pure-contract',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (!id.includes('/shared/protocol/')) return undefined
      let pure = code
      const { body } = parseAst(code)
      for (const node of body.toReversed()) {
        const made = node.type === 'ExportNamedDeclaration' ? node.declaration : node
        if (made?.type !== 'VariableDeclaration') continue
        for (const { init } of made.declarations.toReversed()) {
          if (!init || !/^(?:Call|Object|Array|Member)Expression$/u.test(init.type)) continue
          const { start, end } = init
          pure = `${pure.slice(0, start)}/* @__PURE__ */ (() => (${pure.slice(start, end)}))()${pure.slice(end)}`
        }
      }
      return { code: pure, map: null }
    },
  }
}

// The console checks every command there is. It gets copies of its own of all their schemas: shared ones would stand
// where the page's own part of the contract stands, which everybody loads.
function wholeContract() {
  const MARK = '?whole'
  return {
    name: 'whole-contract',
    apply: 'build' as const,
    enforce: 'pre' as const,
    async resolveId(
      this: {
        resolve(source: string, importer: string, options: object): Promise<{ id: string } | null>
      },
      source: string,
      importer: string | undefined,
    ) {
      if (!importer?.endsWith('/web/transport/contract.ts') && !importer?.endsWith(MARK)) return undefined
      const found = await this.resolve(source, importer.replace(MARK, ''), { skipSelf: true })
      return found && `${found.id}${MARK}`
    },
    load(id: string) {
      if (!id.endsWith(MARK)) return undefined
      const file = id.slice(0, -MARK.length)
      return { code: readFileSync(file, 'utf8'), moduleType: file.endsWith('.ts') ? 'ts' : 'js' }
    },
  }
}

// A chunk's style sheet may be read before the one that names the layers; each says their order itself.
function layerOrder() {
  const [order] = readFileSync(join(import.meta.dirname, 'web/styles/index.css'), 'utf8').split('\n')
  return {
    name: 'layer-order',
    apply: 'build' as const,
    generateBundle(_options: unknown, bundle: Record<string, { fileName: string; source?: unknown }>) {
      for (const asset of Object.values(bundle))
        if (asset.fileName.endsWith('.css')) asset.source = `${order}\n${asset.source}`
    },
  }
}

// For scripts of other pages: one file with a global, at an address that stays.
function scriptClient() {
  return {
    name: 'script-client',
    apply: 'build' as const,
    async generateBundle(this: {
      emitFile(file: { type: 'asset'; fileName: string; source: string }): void
    }) {
      const entry = join(import.meta.dirname, 'web/client/hoverboard.ts')
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'Hoverboard' } },
      })
      for (const { output } of built as { output: { code?: string }[] }[])
        for (const { code } of output)
          if (code) this.emitFile({ type: 'asset', fileName: 'client.js', source: code })
    },
  }
}

// The protocol's reference: pages beside the app's, made from schemas, sentences, fixtures and tests. Their script is an
// entry of its own, and no part of what the app has the browser keep.
function protocolPages() {
  const at = (path: string) => join(import.meta.dirname, path)
  const makePages = async () => {
    const options = { root: import.meta.dirname, configFile: false as const }
    const { module } = await runnerImport<{ site: Map<string, string> }>(
      at('server/reference/builtSite.ts'),
      options,
    )
    return module.site
  }
  let isBuild = false
  return {
    name: 'protocol-pages',
    configResolved({ command }: { command: string }) {
      isBuild = command === 'build'
    },
    buildStart(this: { emitFile(file: object): string }) {
      if (isBuild) this.emitFile({ type: 'chunk', id: at('web/docs/docs.ts'), fileName: 'docs/docs.js' })
    },
    async generateBundle(this: { emitFile(file: object): string }) {
      for (const [fileName, source] of await makePages()) this.emitFile({ type: 'asset', fileName, source })
    },
    configureServer({ middlewares }: ViteDevServer) {
      middlewares.use('/docs', (request, response, next) => {
        const path = `docs/${(request.url ?? '').replace(/^\/|[?#].*$/gu, '') || 'index'}`
        if (path === 'docs/docs.js') return void response.writeHead(302, { location: '/docs/docs.ts' }).end()
        if (path.endsWith('.ts')) return next()
        makePages().then((pages) => {
          const type = path.endsWith('.css') ? 'text/css' : 'text/html'
          response.setHeader('Content-Type', `${type}; charset=utf-8`)
          response.end(pages.get(path) ?? pages.get(`${path}.html`))
        }, next)
      })
    },
  }
}

// Two share even a small machine better than one alone uses it.
const maxWorkers = Math.max(2, availableParallelism() - 1)

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'web',
  plugins: [
    pureContract(),
    wholeContract(),
    react(),
    layerOrder(),
    partsList(),
    ...(isSsrBuild ? [] : [websocketOnly(), scriptClient(), protocolPages()]),
    precompress(),
  ],
  define: { 'import.meta.env.VERSION': JSON.stringify(version) },
  css: { modules: { localsConvention: 'camelCaseOnly', generateScopedName: scopedName() } },
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true, sourcemap: true }
    : {
        outDir: '../dist/web',
        target: 'es2022',
        // The first with light-dark() and popovers: nothing is written twice for older ones.
        cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
        emptyOutDir: true,
        // All of these browsers know it by themselves. A part's style sheets have to be named, so that it is shown with
        // them; a list of the modules that it shares with others would be a fiftieth of the chat.
        modulePreload: {
          polyfill: false,
          resolveDependencies: (_file, needed) => needed.filter((name) => name.endsWith('.css')),
        },
        rolldownOptions: {
          // No getter here does anything: else a spread of unread commands would count as a deed.
          treeshake: { propertyReadSideEffects: false },
          output: { codeSplitting: { groups: wholeParts((path) => join(import.meta.dirname, path)) } },
        },
        sourcemap: false,
      },
  test: {
    projects: [
      {
        extends: true,
        root: '.',
        test: {
          name: 'unit',
          root: '.',
          include: ['{shared,server,e2e}/**/*.test.ts'],
          exclude: ['**/*.live.test.ts', '**/node_modules/**'],
          environment: 'node',
          // Generous: a busy machine must not be taken for a broken one.
          testTimeout: 30000,
          maxWorkers,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          root: '.',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          testTimeout: 30000,
          maxWorkers,
          setupFiles: ['web/app/testSetup.ts'],
          // A test of the tokens reads them as text; all other style sheets stay empty.
          css: { include: [/\?raw$/u] },
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          root: '.',
          include: ['server/**/*.live.test.ts'],
          globalSetup: ['e2e/servers/liveSetup.ts'],
          environment: 'node',
          testTimeout: 30000,
          hookTimeout: 90000,
          // Each file has people and rooms of its own; what they share is the servers.
          maxWorkers: 2,
        },
      },
    ],
  },
}))
