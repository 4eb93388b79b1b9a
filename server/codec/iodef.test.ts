import { expect, test } from 'vitest'
import { Content, Entry } from '#protocol/pubsubEntry.ts'
import { parse, xml } from '../xmpp/xml.ts'
import { buildEntry, parseEntry } from './pubsubEntry.ts'

const MADE = { id: 'urn:made', updated: '1985-10-26T01:21:00Z' }
const NS = 'urn:ietf:params:xml:ns:iodef-1.0'

const build = (content: unknown) => {
  const { draft } = Content.parse(content as never)
  return xml('item', {}, ...(buildEntry(draft, MADE) ?? []))
    .children.map(String)
    .join('')
}
const read = (inside: string) => {
  const entry = parseEntry(parse(`<item xmlns='http://jabber.org/protocol/pubsub'>${inside}</item>`))
  expect(Entry.parse(entry)).toEqual(entry)
  return entry
}

const REPORT = {
  version: '1.00',
  lang: 'en',
  formatid: 'f1',
  Incidents: [
    {
      purpose: 'ext-value',
      'ext-purpose': 'warning',
      lang: 'en',
      restriction: 'public',
      IncidentID: {
        name: 'hill.example',
        instance: '1',
        restriction: 'need-to-know',
        IncidentID: '1955 & on',
      },
      ReportTime: { ReportTime: '1955-11-12T22:04:00Z' },
      Assessments: [
        {
          occurrence: 'actual',
          restriction: 'private',
          Impacts: [
            {
              lang: 'en',
              severity: 'high',
              completion: 'succeeded',
              type: 'ext-value',
              'ext-type': 'lightning',
              Impact: 'The clock stands',
            },
            { severity: 'low', Impact: '' },
          ],
        },
        { occurrence: 'potential' },
      ],
      Contacts: [
        {
          role: 'ext-value',
          'ext-role': 'inventor',
          type: 'ext-value',
          'ext-type': 'x',
          restriction: 'default',
          ContactName: { ContactName: 'Doc' },
          Emails: [{ meaning: 'work', Email: 'doc@hill.example' }, { Email: 'emmett@hill.example' }],
        },
      ],
    },
    {},
  ],
}

test('a report of incidents comes back as it was given', () => {
  expect(read(build({ 'IODEF-Document': REPORT }))).toEqual({ 'IODEF-Document': REPORT })
})

test('it is written in the order of RFC 5070, without what nobody gave', () => {
  const incident = {
    Contacts: [{ role: 'creator', Emails: [] }],
    ReportTime: { ReportTime: 'now' },
    Assessments: null,
    IncidentID: { name: 'n', IncidentID: 7 },
    purpose: 'reporting',
  }
  expect(build({ 'IODEF-Document': { version: '1.00', Incidents: [incident] } })).toBe(
    `<IODEF-Document version="1.00" xmlns="${NS}"><Incident purpose="reporting">` +
      '<IncidentID name="n">7</IncidentID><ReportTime>now</ReportTime><Contact role="creator"/>' +
      '</Incident></IODEF-Document>',
  )
})

test.each(['1.0', '2.00', undefined])('of version %s it is none', (version) => {
  expect(() => build({ 'IODEF-Document': { version } })).toThrow('Could not parse content to stanza')
  const attr = version ? ` version='${version}'` : ''
  expect(read(`<IODEF-Document xmlns='${NS}'${attr}/>`)).toEqual({})
})

test('a name counts only in its namespace', () => {
  expect(read("<IODEF-Document xmlns='urn:x' version='1.00'/>")).toEqual({})
  expect(
    read(`<IODEF-Document xmlns='${NS}' version='1.00'><Incident xmlns='urn:x'/></IODEF-Document>`),
  ).toEqual({ 'IODEF-Document': { version: '1.00' } })
})
