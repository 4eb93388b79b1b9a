import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'))

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

// What a page has the browser keep beside what it was opened with.
function partsList() {
  return {
    name: 'parts-list',
    apply: 'build' as const,
    generateBundle(
      this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): void },
      _options: unknown,
      bundle: Record<string, { fileName: string }>,
    ) {
      const names = Object.values(bundle).map(({ fileName }) => fileName)
      const parts = names.filter((name) => /^assets\/.*\.(?:js|css)$/u.test(name)).map((name) => `/${name}`)
      if (parts.length > 0)
        this.emitFile({ type: 'asset', fileName: 'parts.json', source: JSON.stringify(parts) })
    },
  }
}

// To make a schema does nothing else: what the page does not read of the contract (the commands) is left out of it.
function pureContract() {
  const makers =
    /(?<![\w.] ?)(?:z(?:\.\w+)+|command|event|key|text|entry|address|optionalAddress|present)\(/gu
  return {
    name: 'pure-contract',
    apply: 'build' as const,
    enforce: 'pre' as const,
    transform: (code: string, id: string) =>
      id.includes('/shared/protocol/') ? code.replace(makers, '/* @__PURE__ */ $&') : undefined,
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

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? '.' : 'web',
  plugins: [pureContract(), react(), layerOrder(), partsList(), precompress()],
  define: { 'import.meta.env.VERSION': JSON.stringify(version) },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true, sourcemap: true }
    : {
        outDir: '../dist/web',
        target: 'es2022',
        // The first with light-dark() and popovers: nothing is written twice for older ones.
        cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
        emptyOutDir: true,
        // No getter here does anything: else a spread of unread commands would count as a deed.
        rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
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
