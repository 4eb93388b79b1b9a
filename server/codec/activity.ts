import type { Entry, EntryDraft } from '#protocol/pubsubEntry.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { NS_ATOM } from './atom.ts'
import { textIn } from './markup.ts'
import { withAttrs } from './xep0060-request.ts'

const NS_ACTIVITY = 'http://activitystrea.ms/spec/1.0/'
const NS_REVIEW = 'http://activitystrea.ms/schema/1.0/review'
const NS_THREAD = 'http://purl.org/syndication/thread/1.0'
const NS_MEDIA = 'http://buddycloud.org/v1/media'

type Activity = NonNullable<Entry['activity']>
type Facts = Pick<Entry, 'media' | 'in-reply-to' | 'activity' | 'review'>

/** What other vocabularies say in an Atom entry: activity streams, threads (RFC 4685), reviews, pictures. */
export function parseActivity(entry: Element): Facts {
  const facts: Facts = {}
  const media = entry.getChild('media', NS_MEDIA)
  if (media) facts.media = media.getChildren('item', NS_MEDIA).flatMap(({ attrs }) => attrs.id || [])
  const parent = entry.getChild('in-reply-to', NS_THREAD)
  if (parent) {
    const { ref, type, href } = parent.attrs
    facts['in-reply-to'] = { ...(ref ? { ref } : {}), ...(type ? { type } : {}), ...(href ? { href } : {}) }
  }
  const activity = parseVerb(entry)
  if (Object.keys(activity).length > 0) facts.activity = activity
  const rating = Number.parseInt(textIn(entry, 'rating', NS_REVIEW) ?? '', 10)
  if (Number.isFinite(rating)) facts.review = { rating }
  return facts
}

function parseVerb(entry: Element): Activity {
  const activity: Activity = {}
  const verb = textIn(entry, 'verb', NS_ACTIVITY)
  if (verb) activity.verb = verb
  const target = entry.getChild('target', NS_ACTIVITY)
  if (target) {
    const id = textIn(target, 'id', NS_ATOM) ?? textIn(target, 'id', NS_ACTIVITY)
    activity.target = { ...(id ? { id } : {}), ...typeOf(target) }
  }
  const object = entry.getChild('object', NS_ACTIVITY)
  if (object) activity.object = typeOf(object)
  const author = entry.getChild('author', NS_ATOM)
  // Other than a target or an object, an author is there without any activity.
  if (author?.getChild('object-type', NS_ACTIVITY)) activity.author = typeOf(author)
  return activity
}

// Without a prefix it is, by its namespace, Atom's: XMPP-FTW writes it so.
function typeOf(element: Element): { 'object-type'?: string } {
  const type = textIn(element, 'object-type', NS_ACTIVITY) ?? textIn(element, 'object-type', NS_ATOM)
  return type ? { 'object-type': type } : {}
}

/** Adds all that to an entry. */
export function buildActivity(entry: Element, { media, activity, review, ...draft }: EntryDraft): void {
  if (media) {
    const items = media.flatMap((id) => (id ? xml('item', { id }) : []))
    entry.append(xml('media', { xmlns: NS_MEDIA }, ...items))
  }
  if (draft['in-reply-to']) {
    entry.attrs['xmlns:thr'] = NS_THREAD
    entry.append(withAttrs('thr:in-reply-to', draft['in-reply-to']))
  }
  if (activity) buildVerb(entry, activity)
  if (review?.rating) {
    entry.attrs['xmlns:review'] = NS_REVIEW
    entry.append(xml('review:rating', {}, review.rating))
  }
}

function buildVerb(
  entry: Element,
  { verb, target, object, author }: NonNullable<EntryDraft['activity']>,
): void {
  entry.attrs['xmlns:activity'] = NS_ACTIVITY
  if (verb) entry.append(xml('activity:verb', {}, verb))
  if (target) {
    const { id, 'object-type': type } = target
    entry.append(
      xml('activity:target', {}, id ? xml('id', {}, id) : null, type ? xml('object-type', {}, type) : null),
    )
  }
  if (object) {
    const type = object['object-type']
    entry.append(xml('activity:object', {}, type ? xml('activity:object-type', {}, type) : null))
  }
  const role = author?.['object-type']
  if (role) entry.getChild('author')?.append(xml('activity:object-type', {}, role))
}
