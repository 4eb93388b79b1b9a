import { expect, test } from 'vitest'
import { stepsOf } from './stepsOf.ts'

const steps = (actions?: { execute?: string; values: string[] }) =>
  stepsOf({ status: 'executing', ...(actions ? { actions } : {}) })

test('without a word of actions it is one single step', () => {
  expect(steps()).toEqual({ canGoBack: false, forward: ['execute'], isLast: true })
})

test('only what the service allows is offered, the default last', () => {
  expect(steps({ execute: 'next', values: ['next'] })).toEqual({
    canGoBack: false,
    forward: ['next'],
    isLast: false,
  })
  expect(steps({ execute: 'complete', values: ['prev', 'next', 'complete'] })).toEqual({
    canGoBack: true,
    forward: ['next', 'complete'],
    isLast: true,
  })
  expect(steps({ values: ['prev', 'next', 'complete'] }).forward).toEqual(['complete', 'next'])
})

test('where nothing leads on, "execute" still does', () => {
  expect(steps({ values: ['prev'] })).toEqual({ canGoBack: true, forward: ['execute'], isLast: false })
})
