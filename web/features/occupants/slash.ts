import type { Affiliation, Role } from '#protocol/occupants.ts'
import type { Action } from '../../lib/action.ts'
import { type Conversation, chatWith, inRoom, privately } from '../../lib/conversation.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { sentence } from '../../lib/sentence.ts'
import { done, refused, type SlashCommand, type SlashOutcome, type SlashPart } from '../../lib/slash.ts'
import { takePerson } from '../../lib/slashArguments.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { timelineCommands } from '../timeline/commands.ts'
import { timelineModel } from '../timeline/model.ts'
import { affiliationActions, type OccupantContext, removalActions, roleActions } from './actions.ts'
import { askingModel } from './asking.ts'
import { occupantsCommands } from './commands.ts'
import { lookalikesModel } from './lookalikesModel.ts'
import { occupantsModel, type Person } from './model.ts'
import { peopleToName } from './peopleToName.ts'
import { problemWords, roomOf } from './slashWords.ts'

const IN_ROOMS = ['room', 'private'] as const

/** A command beside the action that it does, and somebody to whom it could be done: whoever may not, sees so at once. */
interface Deed {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly action: string
  readonly probe: Partial<Person>
  /** Those who are away can be named by their address. */
  readonly isLasting: boolean
}

const DEEDS: readonly Deed[] = [
  { name: 'owner', action: 'affiliation.owner', probe: {}, isLasting: true },
  { name: 'admin', action: 'affiliation.admin', probe: {}, isLasting: true },
  { name: 'member', action: 'affiliation.member', probe: {}, isLasting: true },
  {
    name: 'guest',
    aliases: ['revoke'],
    action: 'affiliation.none',
    probe: { affiliation: 'member' },
    isLasting: true,
  },
  { name: 'ban', action: 'ban', probe: {}, isLasting: true },
  { name: 'unban', action: 'affiliation.none', probe: { affiliation: 'outcast' }, isLasting: true },
  { name: 'kick', action: 'kick', probe: {}, isLasting: false },
  { name: 'voice', action: 'unmute', probe: { role: 'visitor' }, isLasting: false },
  { name: 'devoice', aliases: ['mute'], action: 'mute', probe: {}, isLasting: false },
  { name: 'op', action: 'moderate', probe: {}, isLasting: false },
  { name: 'deop', action: 'unmoderate', probe: { role: 'moderator' }, isLasting: false },
]

const ACTIONS = new Map<string, Action<OccupantContext>>(
  [...affiliationActions, ...roleActions, ...removalActions].map((action) => [action.id, action]),
)
const SOMEBODY: Person = {
  nick: '',
  jid: 'somebody@elsewhere.invalid',
  affiliation: 'none',
  role: 'participant',
  self: false,
}

/** What is done to the people of a room by a line: the same actions as in their menus, and no rule of its own. */
export const occupantsSlash = defineModel('occupantsSlash', (use, { request }): SlashPart => {
  const occupants = use(occupantsModel)
  const commands = use(occupantsCommands)
  const { ask } = use(askingModel)
  const timeline = use(timelineModel)
  const marks = use(lookalikesModel)
  const { say } = use(timelineCommands)
  const nicksOf = (room: string) => [...occupants.of(room).keys()]

  /** The rank of somebody who is away, as far as it can be lost by mistake. */
  async function absent(room: string, jid: string, deed: Deed): Promise<Person | SlashOutcome> {
    const lists = deed.name === 'unban' ? (['outcast'] as const) : (['owner', 'admin'] as const)
    for (const affiliation of lists) {
      const result = await request('xmpp.muc.affiliation.get', { room, affiliation })
      if (!result.ok && deed.name === 'unban') return refused(sentence(result.error, 'occupants'))
      if (result.ok && result.value.some((item) => item.jid && addressOf(item.jid) === jid))
        return { ...SOMEBODY, nick: jid, jid, role: 'none', affiliation }
    }
    if (deed.name === 'unban') return refused(t('slash:notBanned', { who: jid }))
    return { ...SOMEBODY, ...deed.probe, nick: jid, jid, role: 'none' }
  }

  async function personOf(room: string, line: string, deed: Deed) {
    const taken = takePerson(line, nicksOf(room), deed.isLasting)
    if (taken.is === 'problem') return { stop: refused(problemWords(taken)) }
    if (taken.is === 'nick') return { person: occupants.of(room).get(taken.nick), rest: taken.rest }
    const here = [...occupants.of(room).values()].find(({ jid }) => jid === taken.jid)
    if (here) return { person: here, rest: taken.rest }
    if (!deed.isLasting) return { stop: refused(t('slash:nobody', { who: taken.jid })) }
    const found = await absent(room, taken.jid, deed)
    return 'is' in found ? { stop: found } : { person: found, rest: taken.rest, isAway: true }
  }

  function contextOf(room: string, person: Person, self: Person, reason: string) {
    let outcome: Promise<SlashOutcome> = Promise.resolve(refused(t('occupants:refusal.already')))
    const settle = (result: Result<true>) =>
      result.ok ? done() : refused(sentence(result.error, 'occupants'))
    const context: OccupantContext = {
      room,
      person,
      self,
      ask(question) {
        outcome = ask(room, question, reason).then((isDone) => (isDone ? done() : { is: 'dropped' }))
      },
      setRole(role: Role) {
        outcome = commands.setRole(room, person.nick, role, reason).then(settle)
      },
      setAffiliation(next: Affiliation) {
        if (person.jid) outcome = commands.setAffiliation(room, person.jid, next, reason).then(settle)
      },
    }
    return { context, outcome: () => outcome }
  }

  async function act(deed: Deed, line: string, room: string): Promise<SlashOutcome> {
    const self = occupants.self(room)
    const action = ACTIONS.get(deed.action)
    if (!self || !action) return refused(t('slash:outside'))
    const { person, rest = '', stop, isAway } = await personOf(room, line, deed)
    if (!person) return stop ?? refused(t('occupants:error.item-not-found'))
    if (deed.name === 'unban' && person.affiliation !== 'outcast')
      return refused(t('slash:notBanned', { who: person.nick }))
    const { context, outcome } = contextOf(room, person, self, rest)
    const why = action.refusal?.(context)
    if (why) return refused(why)
    if (action.when && !action.when(context)) return refused(t('occupants:refusal.already'))
    action.perform(context)
    const result = await outcome()
    // The room tells of everybody who is here.
    return result.is === 'done' && isAway ? done(t(`slash:did.${deed.name}`, { who: person.nick })) : result
  }

  const deeds = DEEDS.map(
    (deed): SlashCommand => ({
      name: deed.name,
      ...(deed.aliases ? { aliases: deed.aliases } : {}),
      takes: [
        { kind: deed.isLasting ? 'person' : 'nick', name: 'who' },
        { kind: 'text', name: 'reason', isOptional: true },
      ],
      where: IN_ROOMS,
      refusal(target) {
        const room = roomOf(target)
        const self = occupants.self(room)
        if (!self) return t('slash:outside')
        const { context } = contextOf(room, { ...SOMEBODY, ...deed.probe }, self, '')
        return ACTIONS.get(deed.action)?.refusal?.(context)
      },
      run: (line, target) => act(deed, line, roomOf(target)),
    }),
  )

  function message(line: string, target: Conversation): SlashOutcome {
    const room = roomOf(target)
    const taken = takePerson(line, target.kind === 'chat' ? [] : nicksOf(room))
    if (taken.is === 'problem') return refused(problemWords(taken))
    if (taken.is === 'nick' && occupants.of(room).get(taken.nick)?.self) return refused(t('slash:yourself'))
    const who = taken.is === 'nick' ? taken.nick : taken.jid
    if (taken.rest === '') {
      navigate(taken.is === 'nick' ? { name: 'private', room, nick: who } : { name: 'chat', jid: who })
      return done()
    }
    say(taken.is === 'nick' ? privately(room, who) : chatWith(who), taken.rest)
    return done(t('slash:toldPrivately', { who, text: taken.rest }))
  }

  const talk: SlashCommand[] = [
    {
      name: 'msg',
      aliases: ['query', 'whisper'],
      takes: [
        { kind: 'person', name: 'who' },
        { kind: 'text', name: 'text', isOptional: true },
      ],
      where: ['room', 'private', 'chat'],
      run: message,
    },
    {
      name: 'affiliations',
      aliases: ['affils'],
      takes: [],
      where: IN_ROOMS,
      run(_, target) {
        navigate({ name: 'room', room: roomOf(target), panel: 'affiliations' })
        return done()
      },
    },
  ]

  return {
    commands: [...deeds, ...talk],
    candidates: {
      nick: (target) =>
        target.kind === 'chat'
          ? []
          : peopleToName(
              occupants.of(target.room),
              timeline.of(inRoom(target.room)).entries,
              marks.of(target.room),
            ),
    },
  }
})

const addressOf = ({ user, domain }: { user?: string; domain: string }) =>
  user === undefined ? domain : `${user}@${domain}`
