import { expect, test } from 'vitest'
import { readPeopleFile, writeCsv, writeJson } from './peopleFile.ts'

const read = (text: string) => {
  const result = readPeopleFile(text)
  return result.ok ? result.value : undefined
}

test('a CSV with a byte order mark, quotes and a heading in any order', () => {
  expect(
    read(
      '\ufeffReason,JID,Affiliation\r\n"Said ""manure"", twice",Biff@Hill.example,Banned\r\n,doc@hill.example,owner\r\n',
    ),
  ).toEqual({
    people: [
      { jid: 'biff@hill.example', affiliation: 'outcast', reason: 'Said "manure", twice' },
      { jid: 'doc@hill.example', affiliation: 'owner' },
    ],
    wrong: [],
  })
})

test('a CSV without a heading has addresses in its first column', () => {
  expect(read('doc@hill.example;x\nmarty@hill.example;y')?.people.map(({ jid }) => jid)).toEqual([
    'doc@hill.example',
    'marty@hill.example',
  ])
})

test('a JSON of texts or of objects', () => {
  expect(
    read('["doc@hill.example", {"jid": "marty@hill.example", "affiliation": "member"}]')?.people,
  ).toEqual([{ jid: 'doc@hill.example' }, { jid: 'marty@hill.example', affiliation: 'member' }])
})

test('what is no list says so, and a wrong line is told of', () => {
  expect(readPeopleFile('{"people": 3}')).toEqual({ ok: false })
  expect(readPeopleFile('[broken')).toEqual({ ok: false })
  expect(read('jid,rank\ndoc,owner\nmarty@hill.example,emperor')?.wrong).toEqual([
    { text: 'doc', problem: 'noAt' },
    { text: 'marty@hill.example emperor', problem: 'rank' },
  ])
})

test('a whole server can be in a file', () => {
  expect(read('jid,affiliation\nevil.example,outcast')?.people).toEqual([
    { jid: 'evil.example', affiliation: 'outcast' },
  ])
})

const ROWS = [
  { jid: 'doc@hill.example', affiliation: 'owner' as const, name: 'Doc', nick: 'Doc, E.' },
  { jid: 'biff@hill.example', affiliation: 'outcast' as const, reason: '=HYPERLINK("evil")' },
]
test.each([
  ['CSV', writeCsv],
  ['JSON', writeJson],
])('what is written as %s is read again', (_, write) => {
  expect(read(write(ROWS))?.people).toEqual([
    { jid: 'doc@hill.example', affiliation: 'owner' },
    { jid: 'biff@hill.example', affiliation: 'outcast', reason: '=HYPERLINK("evil")' },
  ])
})

test('no cell of a CSV is a formula to a spreadsheet', () => {
  expect(writeCsv(ROWS)).toContain(`"'=HYPERLINK(""evil"")"`)
})
