/** Events of users, listed or counted (documentation 1.0 to 1.3, "Data Events"). */
import type { Handlers } from '../../core/handler.ts';
import type { IntercomCaller } from './auth.ts';
import type { Event, IntercomState, User } from './collections.ts';
import type { components, operations } from './contract.1.0.gen.ts';
import { userOf } from './find-user.ts';
import { EVENT_CREATED } from './notifications.ts';
import { secondsOf } from './time.ts';

type Schemas = components['schemas'];
type SubmittedEvent = operations['submitEvent']['requestBody']['content']['application/json'];
type EventQuery = NonNullable<operations['listEvents']['parameters']['query']>;

/** Seconds for which events are listed. Older ones are only counted. */
const LISTED_FOR = 90 * 24 * 60 * 60;
const MOST_PER_PAGE = 60;

const present = (event: Event, user: User): Schemas['EventList']['events'][number] => ({
  type: 'event',
  event_name: event.event_name,
  created_at: event.created_at,
  user_id: user.user_id,
  intercom_user_id: user.id,
  email: user.email,
  ...(event.metadata === null ? {} : { metadata: event.metadata }),
});

function nextOf(user: User, last: Event, { per_page }: EventQuery, base: string): string {
  const query = new URLSearchParams({ type: 'user', intercom_user_id: user.id });
  if (per_page !== undefined) query.append('per_page', String(per_page));
  query.append('before', String(last.position));
  return `${base}/events?${query}`;
}

async function listOf(
  user: User,
  query: EventQuery,
  { state, now, base }: { readonly state: IntercomState; readonly now: Date; readonly base: string },
): Promise<Schemas['EventList']> {
  const limit = Math.min(query.per_page ?? 15, MOST_PER_PAGE);
  const earliest = secondsOf(now) - LISTED_FOR;
  const found = await state.events.page({
    limit: limit + 1,
    within: { field: 'user', value: user.id },
    by: 'position',
    direction: 'desc',
    where: {
      and: [
        { field: 'created_at', op: 'gt', value: earliest },
        ...(query.before === undefined
          ? []
          : [{ field: 'position', op: 'lt', value: query.before } as const]),
      ],
    },
  });
  const events = found.slice(0, limit);
  const last = found.length > limit ? events.at(-1) : undefined;
  return {
    type: 'event.list',
    events: events.map((event) => present(event, user)),
    pages: last === undefined ? {} : { next: nextOf(user, last, query, base) },
  };
}

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

async function summaryOf(user: User, state: IntercomState): Promise<Schemas['EventSummary']> {
  const events = await state.events.findBy('user', user.id);
  const byName = Map.groupBy(events, ({ event_name }) => event_name.toLowerCase());
  return {
    type: 'event.summary',
    email: user.email,
    intercom_user_id: user.id,
    user_id: user.user_id,
    events: [...byName.values()].map((same) => {
      const times = same.map(({ created_at }) => created_at).sort((one, other) => one - other);
      return {
        name: same[0]?.event_name ?? '',
        first: isoOf(times[0] ?? 0),
        last: isoOf(times.at(-1) ?? 0),
        count: same.length,
        description: null,
      };
    }),
  };
}

/** The contract requires one of the two. */
const timeOf = ({ created_at, created = 0 }: SubmittedEvent): number => created_at ?? created;

export const events = {
  async submitEvent({ body, state, ids, now, emit }) {
    const user = await userOf(state, body);
    const { event_name, metadata } = body;
    const created_at = timeOf(body);
    const moment = `${user.id}/${created_at}`;
    const earlier = await state.events.count({ field: 'moment', value: moment });
    const event = await state.events.insert({
      id: ids.objectId(now),
      user: user.id,
      event_name,
      created_at,
      position: created_at * 1_000_000 + earlier,
      moment,
      metadata: metadata ?? null,
    });
    emit(EVENT_CREATED, present(event, user));
    return { status: 202 };
  },

  async listEvents({ query, state, now, request }) {
    const user = await userOf(state, { ...query, id: query.intercom_user_id });
    return {
      status: 200,
      body:
        query.summary === true
          ? await summaryOf(user, state)
          : await listOf(user, query, { state, now, base: request.base }),
    };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
