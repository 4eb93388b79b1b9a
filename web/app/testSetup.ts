import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach } from 'vitest'
import { loadWords } from '../lib/i18n.ts'

// Parts of the page come when they are first shown, and a busy machine must not be taken for a broken one.
configure({ asyncUtilTimeout: 10_000 })

// What jsdom has no layout for, and what it has not built yet. Each does the least that a browser promises.

const media = (query: string) =>
  // A wide window, a mouse, a light theme.
  Object.assign(new EventTarget(), { matches: /min-width/u.test(query), media: query, onchange: null })

class StillResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

function add(target: object, members: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(members))
    if (typeof Reflect.get(target, name) !== 'function')
      Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

if (!globalThis.CSS) Object.assign(globalThis, { CSS: {} })
add(globalThis, { matchMedia: media, ResizeObserver: StillResizeObserver })
add(CSS, { escape: (text: string) => text.replace(/["\\\]]/gu, '\\$&'), supports: () => false })
add(Element.prototype, { scrollTo() {}, scrollIntoView() {} })
// Its style sheet hides every popover, and knows no open one.
add(HTMLElement.prototype, {
  showPopover(this: HTMLElement) {
    this.style.display = 'block'
  },
  hidePopover(this: HTMLElement) {
    this.style.display = ''
  },
})
add(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.setAttribute('open', '')
  },
  close(this: HTMLDialogElement) {
    this.removeAttribute('open')
  },
})

// Without layout every box is empty, and a windowed list would show nothing, or all.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 800 },
  offsetHeight: { configurable: true, get: () => 40 },
})

// A page's words come with it; a test that renders its parts has no page.
for (const path of Object.keys(import.meta.glob('../locales/en/later/*.json')))
  await loadWords(path.replace(/^.*\/|\.json$/gu, ''))

afterEach(cleanup)
// The history is brought level a moment after the last dialog closed, and needs a window for it.
afterAll(() => new Promise((done) => setTimeout(done, 60)))
