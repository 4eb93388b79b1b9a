import { expect, test } from 'vitest'
import { isTest, readTree } from './testTree.ts'

// What the product does not hold cannot be reached by anybody's input.

const product = readTree().filter(({ path }) => !isTest(path) && /^(?:server|web|shared)\//u.test(path))
const holding = (pattern: RegExp, where: RegExp) =>
  product.filter(({ path, text }) => where.test(path) && pattern.test(text)).map(({ path }) => path)

test('S23: the page makes no markup out of text', () => {
  const makers =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc|\beval\(|new Function\b/u
  expect(holding(makers, /^web\//u)).toEqual([])
})

test('S33: the gateway asks nothing of the web, and the page its gateway alone, but for putting a file', () => {
  const askers =
    /(?<![#.\w])fetch\(|import (?!type\b)(?:\w|\*|\{[^}]*\b(?:request|get)\b)[^;\n]*'node:https?2?'|undici|axios/u
  expect(holding(askers, /^server\//u)).toEqual([])
  const elsewhere =
    /(?<![#.\w])fetch\((?!'\/|part,|new URL\('\/session', (?:this\.url|origin)\))|XMLHttpRequest|sendBeacon|new EventSource/u
  expect(holding(elsewhere, /^web\//u)).toEqual(['web/features/upload/put.ts'])
})

test('S55: only what starts and stops our own server, or builds, starts programs', () => {
  const may = /^server\/(?:embedded\/|start\.mjs$|package\/build\.mjs$)/u
  expect(holding(/child_process/u, /^server\//u).filter((path) => !may.test(path))).toEqual([])
  expect(
    holding(/import \{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'|shell: *true/u, /^server\//u),
  ).toEqual([])
})
