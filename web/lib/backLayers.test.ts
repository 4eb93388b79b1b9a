import { beforeEach, expect, it, vi } from 'vitest'
import { openLayer } from './backLayers.ts'

const back = vi.spyOn(history, 'go').mockImplementation(() => {})
/** The step back as a browser takes it: when it likes, from wherever the page is by then. */
function stepBack(hash: string) {
  history.replaceState(null, '', hash)
  dispatchEvent(new PopStateEvent('popstate'))
}
/** Elsewhere, as a link leads. */
async function goTo(hash: string) {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  location.hash = hash
  await gone
}
const settled = () => vi.waitFor(() => expect(back).toHaveBeenCalledOnce())

beforeEach(async () => {
  if (location.hash !== '#/') await goTo('#/')
  back.mockClear()
})

it('who goes on while the browser takes the step back of a closed layer ends where they went', async () => {
  openLayer(() => {})()
  await settled()
  await goTo('#/requests')
  stepBack('#/')
  expect(location.hash).toBe('#/requests')
})

it('a layer that is opened meanwhile is closed by the next back, and no other page is left', async () => {
  openLayer(() => {})()
  await settled()
  const close = vi.fn()
  openLayer(close)
  stepBack('#/')
  expect(history.state).toEqual({ layers: 1 })
  stepBack('#/')
  expect(close).toHaveBeenCalledOnce()
})

it('a step back that never comes binds nobody: the next one is a person’s own', async () => {
  openLayer(() => {})()
  await settled()
  await goTo('#/requests')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  stepBack('#/')
  expect(location.hash).toBe('#/')
})

it('one that came late leaves the next layer alone', async () => {
  openLayer(() => {})()
  await settled()
  await goTo('#/requests')
  stepBack('#/')
  back.mockClear()
  const close = openLayer(() => {})
  await new Promise((resolve) => setTimeout(resolve, 900))
  close()
  await settled()
  const again = vi.fn()
  openLayer(again)
  await new Promise((resolve) => setTimeout(resolve, 200))
  stepBack(location.hash)
  expect(again).not.toHaveBeenCalled()
})
