import { expect, test } from 'vitest'
import { claimTab } from './claimTab.ts'
import { tabMemory } from './storage.ts'

test('what was typed and not sent is kept for who comes back, and for nobody else', () => {
  claimTab('marty@hill.example/a')
  tabMemory.set('draft:chat:doc@hill.example', 'Great Scott')
  claimTab('marty@hill.example/b')
  expect(tabMemory.get('draft:chat:doc@hill.example')).toBe('Great Scott')
  claimTab('biff@hill.example/a')
  expect(tabMemory.get('draft:chat:doc@hill.example')).toBeUndefined()
  claimTab('marty@hill.example/a')
  expect(tabMemory.get('draft:chat:doc@hill.example')).toBeUndefined()
})
