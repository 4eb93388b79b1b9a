import { existsSync } from 'node:fs'
import { defineConfig } from 'playwright/test'
import type { HouseOptions } from './pages/test.ts'
import { kinds } from './servers/testServer.ts'

const DEBIAN = '/usr/bin/chromium'
const isDebian = existsSync(DEBIAN)

export default defineConfig<object, HouseOptions>({
  testDir: '.',
  testMatch: ['specs/*.spec.ts', 'interop/*.spec.ts'],
  outputDir: '../node_modules/.cache/playwright',
  // Of a whole story: a busy machine must not be taken for a broken one. What a story waits for has its twenty seconds.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each worker has a server, a gateway and a Chromium of its own: more than two would measure the machine.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON ?? '../node_modules/.cache/playwright.json' }],
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'off',
    screenshot: 'off',
    video: 'off',
    locale: 'en',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(isDebian ? { executablePath: DEBIAN } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: kinds.map((kind) => ({
    name: kind,
    use: { kind },
    // The server that comes along is a Prosody whatever else there is.
    ...(kind === 'prosody' ? {} : { testIgnore: 'specs/embedded.spec.ts' }),
  })),
})
