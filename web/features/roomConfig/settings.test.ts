import { expect, test } from 'vitest'
import type { DataForm } from '#protocol/forms.ts'
import { fill } from './commands.ts'
import { initialValues, problemsOf, submissionOf } from './formValues.ts'
import {
  adapted,
  identityFields,
  isPasswordMissing,
  isProtected,
  otherFields,
  PROTECTED,
  ruleFields,
  SECRET,
  settled,
  withProtection,
} from './settings.ts'
import { EJABBERD, PROSODY } from './testForms.ts'

const commonFields = (form: DataForm) => [...identityFields(form), ...ruleFields(form)]
const WHOSE = 'muc#roomconfig_presencebroadcast'
const servers = [
  ['Prosody', PROSODY],
  ['ejabberd', EJABBERD],
] as const
const wanted = {
  room: 'lab@rooms.hill.example',
  nick: 'doc',
  name: 'The lab',
  kind: 'private' as const,
  password: 'x y',
}
const valueIn = (sent: ReturnType<typeof fill>, name: string) =>
  sent.find((field) => field.var === name)?.value

test.each(servers)('a new private room on %s has its name, its password, and is in no list', (_, form) => {
  const sent = fill(form, wanted)
  expect(valueIn(sent, 'muc#roomconfig_roomname')).toBe('The lab')
  expect(valueIn(sent, SECRET)).toBe('x y')
  expect(valueIn(sent, 'muc#roomconfig_publicroom')).toBe(false)
  expect(valueIn(sent, 'muc#roomconfig_persistentroom')).toBe(true)
  expect(valueIn(sent, 'muc#roomconfig_membersonly')).toBe(false)
})

test.each(servers)('a private room without a password on %s is for members', (_, form) => {
  const sent = fill(form, { ...wanted, password: '' })
  expect(valueIn(sent, 'muc#roomconfig_membersonly')).toBe(true)
  expect(valueIn(sent, SECRET)).toBe('')
})

test.each(servers)('a public room on %s is listed and open', (_, form) => {
  const sent = fill(form, { ...wanted, kind: 'public', password: '' })
  expect(valueIn(sent, 'muc#roomconfig_publicroom')).toBe(true)
  expect(valueIn(sent, 'muc#roomconfig_membersonly')).toBe(false)
})

test.each(servers)('nothing is sent to %s that it did not offer', (_, form) => {
  const offered = new Set(form.fields?.map((field) => field.var))
  for (const field of fill(form, wanted)) expect(offered.has(field.var)).toBe(true)
})

test.each(servers)('every field of %s stands in one place', (_, form) => {
  const shown = [...commonFields(form), ...otherFields(form)].flatMap((field) => field.var ?? [])
  const offered = (form.fields ?? []).flatMap((field) => field.var ?? [])
  expect([...shown, ...offered.filter((name) => name === SECRET || name === PROTECTED)].sort()).toEqual(
    [...offered].sort(),
  )
})

test.each(servers)('the common settings of %s have our words, the others its own', (_, form) => {
  const common = commonFields(form)
  expect(common.map((field) => field.label)).toContain('Only members may enter')
  const whois = common.find((field) => field.var === 'muc#roomconfig_whois')
  expect(whois?.options?.map((option) => option.label)).toEqual(['Moderators only', 'Everybody in the room'])
  const others = otherFields(form)
  const theirs = form.fields?.find((field) => field.var === 'muc#roomconfig_presencebroadcast')
  expect(others).toContain(theirs)
})

test('a heading above nothing is left out', () => {
  const headings = otherFields(PROSODY).filter((field) => field.type === 'fixed')
  expect(headings.map((field) => field.value)).not.toContain('Permissions in the room')
  expect(headings.map((field) => field.value)).toContain('Other options')
})

test.each(servers)('turning the password on and off on %s leaves no old secret', (_, form) => {
  const before = initialValues(form)
  expect(isProtected(form, before)).toBe(false)
  const on = withProtection(before, true)
  expect(isPasswordMissing(form, on)).toBe(true)
  const given = { ...on, [SECRET]: ' spaces count ' }
  expect(isPasswordMissing(form, given)).toBe(false)
  expect(valueIn(submissionOf(form, settled(form, given)), SECRET)).toBe(' spaces count ')
  const off = withProtection(given, false)
  expect(valueIn(submissionOf(form, settled(form, off)), SECRET)).toBe('')
})

test('ejabberd: that newcomers only read is one setting, read from two fields and written to both', () => {
  const form = adapted(EJABBERD)
  const MODERATED = 'muc#roomconfig_moderatedroom'
  const shown = ruleFields(form).find((field) => field.var === MODERATED)
  expect(shown?.value).toBe(false)
  expect(
    otherFields(form)
      .filter((field) => field.type !== 'hidden')
      .map((field) => field.var),
  ).not.toContain('members_by_default')
  const on = settled(form, { ...initialValues(form), [MODERATED]: true })
  expect([on[MODERATED], on.members_by_default]).toEqual([true, false])
  const off = settled(form, { ...initialValues(form), [MODERATED]: false })
  expect([off[MODERATED], off.members_by_default]).toEqual([false, true])
})

test('Prosody: whose presence is shown can not be nobody’s, for it would never answer', () => {
  const form = adapted(PROSODY)
  const problems = problemsOf(otherFields(form), { ...initialValues(form), [WHOSE]: [] })
  expect(Object.keys(problems)).toEqual([WHOSE])
  expect(problemsOf(otherFields(form), initialValues(form))).toEqual({})
})

test('a form without such fields stays as it is', () => {
  const plain = { ...PROSODY, fields: PROSODY.fields?.filter((field) => field.var !== WHOSE) }
  expect(adapted(plain)).toBe(plain)
})
