import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'
import { populate } from './populate.ts'
import type { Scene } from './scene.ts'
import { scenes } from './scenes.ts'

// Pictures of every screen and state, light and dark, at a desk, on a tablet and on a phone, into `.screens/`.
// Parts of names after the command choose: `npm run screens -- room sign-in console-phone-dark`.

const FOLDER = resolve(import.meta.dirname, '../../.screens')
const DEBIAN = '/usr/bin/chromium'
const SIZES = { desk: [1280, 800], tablet: [768, 1024], phone: [360, 740] } as const
const THEMES = ['light', 'dark'] as const
const wanted = process.argv.slice(2)

mkdirSync(FOLDER, { recursive: true })
const server = await startProsody()
const gateway = await startGateway(server, { env: { HOVERBOARD_TRACE: 'on' } })
const browser = await chromium.launch({
  ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
})
let failures = 0
try {
  const crowd = await populate(gateway.url, server)
  const cookies = await signedIn(server)
  for (const [size, [width, height]] of Object.entries(SIZES))
    for (const theme of THEMES) {
      const guest = await browser.newContext(look(width, height, theme))
      const member = await browser.newContext(look(width, height, theme))
      await member.addCookies(cookies)
      for (const scene of scenes) {
        const file = `${scene.name}-${size}-${theme}`
        if (wanted.length > 0 && !wanted.some((name) => file.includes(name))) continue
        await photograph(scene.isGuest ? guest : member, scene, crowd, file)
      }
      await guest.close()
      await member.close()
    }
  crowd.end()
} finally {
  await browser.close()
  await gateway.stop()
  await server.stop()
}
if (failures > 0) {
  console.error(`${failures} pictures could not be taken.`)
  process.exitCode = 1
}

function look(width: number, height: number, colorScheme: 'light' | 'dark') {
  const isTouch = width < 768
  return {
    baseURL: gateway.url,
    viewport: { width, height },
    colorScheme,
    locale: 'en',
    hasTouch: isTouch,
    isMobile: isTouch,
  }
}

async function signedIn({ accounts }: ServerInfo) {
  const context = await browser.newContext({ baseURL: gateway.url })
  const doc = accounts.find(({ jid }) => jid.startsWith('doc@'))
  await context.request.post('/session', {
    data: { kind: 'password', jid: doc?.jid, password: doc?.password },
    headers: { origin: gateway.url },
  })
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function photograph(context: BrowserContext, scene: Scene, crowd: Crowd, file: string): Promise<void> {
  const page: Page = await context.newPage()
  page.setDefaultTimeout(8000)
  page.on('pageerror', (error) => complain(file, error.message))
  page.on(
    'console',
    (message) =>
      message.type() === 'error' && !/status of 401/u.test(message.text()) && complain(file, message.text()),
  )
  try {
    await page.goto('/')
    await scene.play(page, server, crowd)
    await page.waitForTimeout(250)
    await page.screenshot({ path: resolve(FOLDER, `${file}.png`) })
    console.log(file)
  } catch (error) {
    complain(file, error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error))
  } finally {
    await page.close()
  }
}

function complain(file: string, text: string): void {
  failures++
  console.error(`${file}: ${text}`)
}
