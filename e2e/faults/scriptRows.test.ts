import { expect, test } from 'vitest'
import { ScriptRows } from './scriptRows.ts'

test('what an archive holds stands in its order, and all else where it stood', () => {
  const rows = new ScriptRows(['chat', 'room'])
  const shown = [['b', '2'], ['own'], ['a', '1'], ['elsewhere', '9'], ['c', '3']]
  for (const [cid = '', archiveId] of shown) rows.add('chat', { cid, archiveId })
  rows.add('room', { cid: 'd', archiveId: '4' })
  rows.putInOrder(['0', '1', '2', '3'])
  expect(rows.lines('marty').map(({ conv, cid }) => `${conv} ${cid}`)).toEqual([
    'chat a',
    'chat own',
    'chat b',
    'chat elsewhere',
    'chat c',
    'room d',
  ])
})
