import { expect, test } from 'vitest'
import { strengthOf } from './strength.ts'

const NAMES = ['marty', 'hill.example']

test.each([
  ['password1', 0, 'common'],
  ['12345678', 0, 'common'],
  ['Marty-1985', 0, 'name'],
  ['flux', 0, 'short'],
  ['aaaaaaaabb', 0, 'repeats'],
  ['stuvwxyz', 0, 'repeats'],
  ['fluxcapa', 1, 'longer'],
  ['Flux-Cap7x', 2, 'longer'],
  ['lightning at the clock tower', 3, 'none'],
] as const)('%s is of strength %i (%s)', (password, level, advice) => {
  expect(strengthOf(password, NAMES)).toEqual({ level, advice })
})
