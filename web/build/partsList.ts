type Bundle = Record<string, { fileName: string }>
interface Emitter {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): void
}

/** The files of `wholeParts.ts`. */
const WHOLE = /^assets\/(?:page|chat|soon|aside|card|rooms)-/u

/** `parts.json`: what a page has the browser keep beside what it was opened with. */
export function partsList() {
  return {
    name: 'parts-list',
    apply: 'build' as const,
    generateBundle: {
      // After Vite took out the entry that only names another file.
      order: 'post' as const,
      handler(this: Emitter, _options: unknown, bundle: Bundle) {
        const names = Object.values(bundle).map(({ fileName }) => fileName)
        const found = names.filter((name) => /^assets\/.*\.(?:js|css)$/u.test(name))
        // First what is there by then: whoever has the last one has all.
        const parts = [
          ...found.filter((name) => WHOLE.test(name)),
          ...found.filter((name) => !WHOLE.test(name)),
        ].map((name) => `/${name}`)
        if (parts.length > 0)
          this.emitFile({ type: 'asset', fileName: 'parts.json', source: JSON.stringify(parts) })
      },
    },
  }
}
