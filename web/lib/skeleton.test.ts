import { expect, test } from 'vitest'
import { skeletons } from './skeleton.ts'

const isAlike = (a: string, b: string) => skeletons(a).some((each) => skeletons(b).includes(each))

test.each([
  ['marty', 'Marty'],
  ['marty', 'mаrty'],
  ['Marty', 'Мarty'],
  ['marty', 'rnarty'],
  ['doc', 'd0c'],
  ['Ian', 'lan'],
  ['Ian', 'ian'],
  ['marty', 'marty '],
  ['marty', 'mar\u200bty'],
  ['marty', '\u202emarty'],
  ['Doc Brown', 'Doc\u00a0 Brown'],
  ['Doc Brown', 'DocBrown'],
  ['marty', 'ｍａｒｔｙ'],
  ['Élise', 'E\u0301lise'],
])('%j and %j look alike', (a, b) => expect(isAlike(a, b)).toBe(true))

test.each([
  ['marty', 'marly'],
  ['marty', 'marty2'],
  ['Élise', 'Elise'],
  ['doc', 'dog'],
  ['\u200b', ' '],
])('%j and %j do not', (a, b) => expect(isAlike(a, b)).toBe(false))
