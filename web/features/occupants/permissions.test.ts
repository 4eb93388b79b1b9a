import { describe, expect, test } from 'vitest'
import { Affiliation, Role } from '#protocol/occupants.ts'
import { affiliationRefusal, type Party, roleRefusal } from './permissions.ts'

const affiliations = Affiliation.options
const roles = Role.options
const party = (affiliation: Affiliation, role: Role = 'participant', self = false): Party => ({
  affiliation,
  role,
  jid: 'somebody@example.org',
  self,
})
/** Letters of those that may be given, in the order owner, admin, member, none, outcast. */
const allowed = (actor: Affiliation, target: Affiliation) =>
  affiliations.map((next) => (affiliationRefusal(party(actor), party(target), next) ? '-' : next[0])).join('')

describe('affiliations (XEP-0045 table 5.2.2)', () => {
  test('an owner gives anybody anything but what they have', () => {
    expect(affiliations.map((target) => allowed('owner', target))).toEqual([
      '-amno',
      'o-mno',
      'oa-no',
      'oam-o',
      'oamn-',
    ])
  })

  test('an admin rules over members, guests and the banned, and makes nobody staff', () => {
    expect(affiliations.map((target) => allowed('admin', target))).toEqual([
      '-----',
      '-----',
      '---no',
      '--m-o',
      '--mn-',
    ])
  })

  test.each(['member', 'none', 'outcast'] as const)('somebody who is %s changes nobody', (actor) => {
    for (const target of affiliations) expect(allowed(actor, target)).toBe('-----')
  })

  test('nobody bans themselves', () => {
    expect(affiliationRefusal(party('owner'), party('owner', 'moderator', true), 'outcast')).toBe('yourself')
  })

  test('the last owner stays one', () => {
    const self = party('owner', 'moderator', true)
    expect(affiliationRefusal(self, self, 'admin', false)).toBe('yourselfLastOwner')
    expect(affiliationRefusal(self, self, 'admin', true)).toBeUndefined()
  })

  test('an affiliation needs an address to belong to', () => {
    const hidden: Party = { affiliation: 'none', role: 'participant' }
    expect(affiliationRefusal(party('owner'), hidden, 'member')).toBe('hiddenAddress')
  })

  test('an admin cannot undo their own rights', () => {
    expect(affiliationRefusal(party('admin'), party('admin', 'moderator', true), 'member')).toBe('needsOwner')
  })
})

describe('roles (XEP-0045 table 5.1.2)', () => {
  const given = (actor: Party, target: Party) =>
    roles.map((next) => (roleRefusal(actor, target, next) ? '-' : next[0])).join('')

  test('who is no moderator changes no role', () => {
    for (const role of ['participant', 'visitor', 'none'] as const)
      expect(given(party('owner', role), party('none'))).toBe('----')
  })

  test('a moderator without rank gives and takes voice and removes, and leaves moderators alone', () => {
    const actor = party('none', 'moderator')
    expect(given(actor, party('none', 'participant'))).toBe('--vn')
    expect(given(actor, party('none', 'visitor'))).toBe('-p-n')
    expect(given(actor, party('none', 'moderator'))).toBe('----')
  })

  test('an admin also makes and unmakes moderators', () => {
    const actor = party('admin', 'moderator')
    expect(given(actor, party('member', 'participant'))).toBe('m-vn')
    expect(given(actor, party('member', 'moderator'))).toBe('-pvn')
  })

  test('owners and admins keep their role', () => {
    const actor = party('owner', 'moderator')
    expect(given(actor, party('admin', 'moderator'))).toBe('----')
    expect(given(actor, party('owner', 'moderator'))).toBe('----')
  })

  test('nobody changes their own role', () => {
    const self = party('owner', 'moderator', true)
    expect(roleRefusal(self, self, 'visitor')).toBe('yourself')
  })
})
