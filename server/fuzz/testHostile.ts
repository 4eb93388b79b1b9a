import fc from 'fast-check'

export const ROOM = 'hillvalley@rooms.hill.example'

/** What tries to become more than text, and what every object has by these names. */
export const SMUGGLING = [
  "x'/><iq/>",
  'x"/><iq/>',
  '</message><iq/>',
  '</stream:stream>',
  ']]>',
  '<![CDATA[<iq/>]]>',
  '&lt;&#0;',
  '\u0000',
  '\u000b',
  '\ufffe',
  '\ud83d',
  '\u202e',
  '__proto__',
  'constructor',
  'push',
  '',
  ' ',
  'a@b@c/d/e',
  '@',
]

const HOSTILE = [
  ...SMUGGLING,
  '<!DOCTYPE x [<!ENTITY y "z">]>',
  '&y;',
  '\u0001',
  '\u0008',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u2028',
  '\uffff',
  '\ude00',
  '\ude00\ud83d',
  '\u2066',
  '\ufeff',
  'prototype',
  'hasOwnProperty',
  '\n',
  '/',
  'a b',
  '-',
  '1',
  '-1',
  '1e400',
  'xmlns',
  'xml:lang',
  'a:b',
  'ä',
  'İ',
  'ß',
  'ª',
  'µ',
  'a²',
  'a·',
]

/** Controls, halves of pairs, turners of direction, names of what every object has, and pieces of XML. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE).map((text) => `a${text}b`) },
)

/** Deeper than anybody means. */
export const deep = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.boolean()).map(([depth, isList]) => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = isList ? [value] : { x: value }
  return value
})
