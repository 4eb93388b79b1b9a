import { expect, test, vi } from 'vitest'
import { hasWords, t, withWords } from './i18n.ts'

test('the words of a key are found by their slice', () => {
  expect(t('ui:hidePassword')).not.toBe('hidePassword')
  expect(hasWords('ui:hidePassword')).toBe(true)
})

test('where there are no words, the key stands for them', () => {
  expect(t('ui:no.such.words')).toBe('no.such.words')
  expect(t('nowhere:at all')).toBe('at all')
  expect(hasWords('ui:no.such.words')).toBe(false)
})

test('a number chooses the plural', () => {
  const said = (count: number) => t('session:sessions.done', { count })
  expect(said(0)).toBe('Nobody else was signed in.')
  expect(said(1)).not.toBe(said(2))
  expect(said(2).replace('2', '5')).toBe(said(5))
})

test('values stand in the words as they are, whatever they look like', () => {
  const name = '<b>{{nick}} & $& $t(ui:hidePassword)</b>'
  expect(t('moderation:removed', { nick: name, count: 0 })).toContain(name)
  expect(t('errors:saidByServer', { text: '{{server}}', server: 'x' })).toBe('The server says: {{server}}')
})

test('a value that is not known leaves nothing, and one that nobody gave its place', () => {
  expect(t('moderation:removed', { nick: undefined, count: 0 })).toMatch(/^ was banned/u)
  expect(t('moderation:removed', { count: 0 })).toMatch(/^\{\{nick\}\} was banned/u)
})

test('large numbers are written as the language writes them', () => {
  expect(t('affiliations:shown', { count: 12_345 })).toBe('12,345 people')
})

test('what is to be said with words that cannot be had is not said, and nothing breaks', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const say = vi.fn()
  withWords('nowhere', say)
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.off('unhandledRejection', unhandled)
  expect(say).not.toHaveBeenCalled()
  expect(unhandled).not.toHaveBeenCalled()
})

test('what is said with words that come later is said in them', async () => {
  const said = await new Promise<string>((resolve) => {
    withWords('jingle', () => resolve(t('jingle:called', { name: 'Doc' })))
  })
  expect(said).toBe('Doc called you. Hoverboard cannot take calls.')
})
