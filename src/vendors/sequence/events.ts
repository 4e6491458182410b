/** One `track`, stored once for each `messageId` of the account. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';
import type { JsonObject } from './collections.ts';
import type { SaveContext } from './profile.ts';
import { asJson, dateOf, isStorable, textOf } from './values.ts';

/** `repeated`: an event with this `messageId` is stored already. */
export type TrackOutcome = 'processed' | 'refused' | 'repeated';

/** A time as ISO text. What moment.js reads as nothing is the current time; `undefined` for an invalid one. */
function timeOf(value: Json | undefined, now: Date): string | undefined {
  const empty = value === undefined || (Array.isArray(value) && value.length === 0);
  const bare = isObject(value) && Object.keys(value).length === 0;
  if (empty || bare) return now.toISOString();
  return typeof value === 'boolean' ? undefined : dateOf(value);
}

export async function saveEvent(
  element: JsonObject,
  { state, ids, now }: SaveContext,
): Promise<TrackOutcome> {
  const sent = (name: string): Json | undefined => (Object.hasOwn(element, name) ? element[name] : undefined);
  const named = sent('messageId') || ids.uuid();
  const messageId = typeof named === 'string' ? textOf(named) : undefined;
  if (typeof messageId !== 'string') return 'refused';
  const [stored] = await state.events.findBy('messageId', messageId);
  if (stored !== undefined) return 'repeated';

  const name = textOf(sent('event') ?? null);
  const personId = textOf(sent('userId') ?? null);
  const timestamp = timeOf(sent('timestamp'), now);
  const sentAt = timeOf(sent('sentAt') || undefined, now);
  const properties = asJson(sent('properties') ?? null);
  const context = asJson(sent('context') ?? null);
  const refused =
    name === undefined ||
    personId === undefined ||
    timestamp === undefined ||
    sentAt === undefined ||
    !isStorable(properties) ||
    !isStorable(context);
  if (refused) return 'refused';
  await state.events.insert({
    id: ids.uuid(),
    name,
    personId,
    messageId,
    properties,
    context,
    timestamp,
    sentAt,
    receivedAt: now.toISOString(),
  });
  return 'processed';
}
