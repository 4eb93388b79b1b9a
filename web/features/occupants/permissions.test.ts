import { describe, expect, test } from 'vitest'
import { Affiliation, Role } from '#protocol/occupants.ts'
import { hasWords } from '../../lib/i18n.ts'
import {
  affiliationRefusal,
  batchRefusals,
  inOrder,
  losesRights,
  type Party,
  type Refusal,
  refusals,
  roleRefusal,
} from './permissions.ts'

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

  test('an admin cannot step down alone, and is told whom to ask', () => {
    const self = party('admin', 'moderator', true)
    expect(affiliations.map((next) => affiliationRefusal(self, self, next))).toEqual([
      'needsOwner',
      'already',
      'adminSteppingDown',
      'adminSteppingDown',
      'yourself',
    ])
  })
})

/** Rows: who acts and on whom. Columns: what they are to become. A dot is yes; else the reason, by its letter. */
const MATRIX = `
actor   target  owner admin member none outcast
owner   owner   =     .     .      .    .
owner   admin   .     =     .      .    .
owner   member  .     .     =      .    .
owner   none    .     .     .      =    .
owner   outcast .     .     .      .    =
admin   owner   =     o     ^      ^    ^
admin   admin   o     =     ^      ^    ^
admin   member  o     o     =      .    .
admin   none    o     o     .      =    .
admin   outcast o     o     .      .    =
member  any     a     a     a      a    a
none    any     a     a     a      a    a
outcast any     a     a     a      a    a
`
const LETTERS: Readonly<Record<string, Refusal | undefined>> = {
  '.': undefined,
  '=': 'already',
  o: 'needsOwner',
  '^': 'aboveYou',
  a: 'needsAdmin',
}

describe('the whole matrix of affiliations', () => {
  const [, ...lines] = MATRIX.trim().split('\n')
  const cases = lines.flatMap((line) => {
    const [actor, target, ...cells] = line.split(/\s+/u) as [Affiliation, Affiliation | 'any', ...string[]]
    const targets = target === 'any' ? affiliations : [target]
    return targets.flatMap((each) =>
      cells.map((cell, at) => [actor, each, affiliations[at] ?? 'none', cell] as const),
    )
  })

  test('has every actor, target and new value', () => expect(cases).toHaveLength(125))

  test.each(cases)('%s: %s → %s is "%s"', (actor, target, next, cell) => {
    expect(affiliationRefusal(party(actor), party(target), next)).toBe(LETTERS[cell])
  })

  test('every refusal has a sentence', () => {
    for (const refusal of refusals) expect(hasWords(`occupants:refusal.${refusal}`), refusal).toBe(true)
  })
})

describe('whole servers', () => {
  const server: Party = { affiliation: 'none', role: 'none', jid: 'evil.example' }

  test('can be banned and let in again, and hold no rank', () => {
    expect(affiliations.map((next) => affiliationRefusal(party('owner'), server, next))).toEqual([
      'onlyBan',
      'onlyBan',
      'onlyBan',
      'already',
      undefined,
    ])
    expect(affiliationRefusal(party('admin'), { ...server, affiliation: 'outcast' }, 'none')).toBeUndefined()
  })

  test('one does not ban the server one comes from', () => {
    expect(affiliationRefusal(party('owner'), { ...server, jid: 'example.org' }, 'outcast')).toBe('ownServer')
    expect(affiliationRefusal(party('owner'), { ...server, jid: 'ample.org' }, 'outcast')).toBeUndefined()
  })
})

describe('many changes at once', () => {
  const owner = (name: string, self = false): Party => ({
    ...party('owner', 'none', self),
    jid: `${name}@example.org`,
  })
  const [one, two] = [owner('one'), owner('two')]
  const self = owner('self', true)
  const to = (target: Party, next: Affiliation) => ({ target, next })

  test('all owners but one may go, and the last in the order stays', () => {
    expect(batchRefusals(self, [to(one, 'none'), to(two, 'none'), to(self, 'admin')], 3)).toEqual([
      undefined,
      undefined,
      'yourselfLastOwner',
    ])
  })

  test('a new owner lets the old one go', () => {
    expect(batchRefusals(self, [to(party('none'), 'owner'), to(self, 'none')], 1)).toEqual([
      undefined,
      undefined,
    ])
  })

  test('a new owner who cannot be made saves nobody', () => {
    const hidden: Party = { affiliation: 'none', role: 'none' }
    expect(batchRefusals(self, [to(hidden, 'owner'), to(self, 'none')], 1)).toEqual([
      'hiddenAddress',
      'yourselfLastOwner',
    ])
  })

  test('where the owners are unknown, the room decides', () => {
    expect(batchRefusals(self, [to(self, 'none')], undefined)).toEqual([undefined])
  })

  test('new owners go out first and oneself last', () => {
    const changes = [to(self, 'none'), to(one, 'admin'), to(party('member'), 'owner')]
    expect(inOrder(changes).map(({ next }) => next)).toEqual(['owner', 'admin', 'none'])
  })

  test("only a lower rank of one's own is a loss", () => {
    expect(losesRights(to(self, 'admin'))).toBe(true)
    expect(losesRights(to(one, 'admin'))).toBe(false)
    expect(losesRights(to({ ...self, affiliation: 'admin' }, 'owner'))).toBe(false)
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
