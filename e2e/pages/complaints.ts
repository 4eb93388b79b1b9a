import type { BrowserContext, ConsoleMessage, Page } from 'playwright/test'

/** What went wrong in any window without the test looking at it. */
export class Complaints {
  readonly #found: string[] = []
  readonly #allowed: RegExp[] = []
  readonly #origins: readonly string[]

  /** `origins`: the gateway, and where its pages may put files. */
  constructor(...origins: readonly string[]) {
    this.#origins = origins
  }

  get all(): string[] {
    return this.#found.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)))
  }

  /** For a test that provokes one: a refused sign-in is a 401, and browsers log that as an error. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern)
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        console.error(`CSP: ${violatedDirective} ${blockedURI} ${sample}`)
      })
    })
    context.on('page', (page) => this.#listen(page))
    context.on('request', (request) => {
      const url = request.url()
      const isInside = this.#origins.some((origin) => url.startsWith(`${origin}/`))
      if (!isInside && !/^(?:data|blob|about):/u.test(url)) this.#found.push(`outside request: ${url}`)
    })
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.#found.push(`uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error')
        this.#found.push(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('dialog', (dialog) => {
      this.#found.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('crash', () => this.#found.push('the page crashed'))
  }
}
