/**
 * Makes the body of one delivery from the template of its topic: with an identifier of its own, about something that no
 * other delivery is about, at a given time. Members are found by their names, and a change that the contract does not
 * allow is left out.
 */
import type { Ids } from '../../core/ids.ts';
import { isObject } from '../../core/is-object.ts';
import { type DeliveryTemplate, type JsonObject, TOPIC_NAMES } from './template.ts';

/** Something that events are about, such as a user: its identifiers by their places, the same in all events. */
export type Entity = Map<string, string | number>;

export interface BodyPlan {
  /** Identifier of the event. */
  readonly event: Entity;
  readonly entity: Entity;
  /** When it happened. */
  readonly at: Date;
  /** When the entity was made. */
  readonly madeAt: Date;
  /** A text that the names and e-mail addresses of the entity contain. */
  readonly marker: string;
}

/** What could be changed. */
export type Change = 'event' | 'entity' | 'times' | 'marker';

export interface Composed {
  readonly body: JsonObject;
  readonly changed: ReadonlySet<Change>;
}

const ID = /^(id|uuid|guid)$|(_id|Id|_uuid|ID)$/;
/** Names whose identifiers are the consumer's or the vendor's own, and the same in every delivery. */
const ACCOUNT = /^(app|account|workspace|tenant|organi[sz]ation|org|project|team|api|client)(_id|Id|ID)$/;
const TIME =
  /^(timestamp|time|date|created|updated|modified|occurred|sent)$|(_at|At|_time|Time|_date|Date|_on)$/;
const BEGINNING = /creat|sign|first|start/i;
const TEXT =
  /^(name|title|description|subject|summary|nick_?name|(first|last|full|display|user)_?name|e?_?mail|email_?address)$/i;
const EMAIL = /mail/i;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Another identifier of the same kind. */
function similarId(value: string | number, ids: Ids): string | number {
  if (typeof value === 'number') return 1_000_000 + (Number.parseInt(ids.hex(7), 16) % 1_000_000_000);
  if (UUID.test(value)) return value.replace(UUID, ids.uuid());
  if (/^\d+$/.test(value)) return String(1_000_000 + (Number.parseInt(ids.hex(7), 16) % 1_000_000_000));
  const [prefix = ''] = /^([a-z]+_)*/i.exec(value) ?? [];
  return prefix + ids.hex(24);
}

/** A time in the form that a value has; the value itself where it is no time. */
function sameForm(value: unknown, at: Date): unknown {
  const milliseconds = at.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  if (typeof value === 'number' && value !== 0) return value > 1e11 ? milliseconds : seconds;
  if (typeof value !== 'string') return value;
  if (/^\d+$/.test(value)) return String(value.length > 11 ? milliseconds : seconds);
  return Number.isNaN(Date.parse(value)) ? value : at.toISOString();
}

/** @param path names of the members around a scalar, and its own */
type ScalarChange = (value: unknown, name: string, path: readonly string[]) => unknown;

/** Changes the scalars of a body. */
function mapScalars(value: unknown, change: ScalarChange, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((element) => mapScalars(element, change, path));
  if (!isObject(value)) return change(value, path.at(-1) ?? '', path);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapScalars(inner, change, [...path, key])]),
  );
}

/** Whether the message has an envelope around what it is about. */
const hasEnvelope = (body: JsonObject): boolean => Object.values(body).some(isObject);

function replaceId(value: unknown, path: readonly string[], known: Entity, ids: Ids): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const place = path.join('/');
  const id = known.get(place) ?? similarId(value, ids);
  known.set(place, id);
  return id;
}

/** @param ids for identifiers that do not exist yet */
export function compose({ body, allows }: DeliveryTemplate, plan: BodyPlan, ids: Ids): Composed {
  const isEventId = (name: string, path: readonly string[]): boolean =>
    hasEnvelope(body) && path.length === 1 && ID.test(name) && !ACCOUNT.test(name);
  const changes: Readonly<Record<Change, ScalarChange>> = {
    event: (value, name, path) => (isEventId(name, path) ? replaceId(value, path, plan.event, ids) : value),
    entity: (value, name, path) =>
      ID.test(name) && !ACCOUNT.test(name) && !isEventId(name, path)
        ? replaceId(value, path, plan.entity, ids)
        : value,
    times: (value, name, path) =>
      TIME.test(name)
        ? sameForm(value, path.length > 1 && BEGINNING.test(name) ? plan.madeAt : plan.at)
        : value,
    marker: (value, name) => {
      if (typeof value !== 'string' || !TEXT.test(name)) return value;
      return EMAIL.test(name) ? `${plan.marker}@example.com` : plan.marker;
    },
  };
  let composed = body;
  const changed = new Set<Change>();
  for (const [change, map] of Object.entries(changes) as [Change, ScalarChange][]) {
    const next = mapScalars(composed, map) as JsonObject;
    if (JSON.stringify(next) === JSON.stringify(composed) || !allows(next)) continue;
    composed = next;
    changed.add(change);
  }
  return { body: composed, changed };
}

/** The body with a topic that the contract does not have; `undefined` where the body does not name its topic. */
export function withUnknownTopic(body: JsonObject, topic: string): JsonObject | undefined {
  const name =
    TOPIC_NAMES.find((known) => body[known] === topic) ??
    TOPIC_NAMES.find((known) => typeof body[known] === 'string');
  return name === undefined ? undefined : { ...body, [name]: 'vendouble.unknown_topic' };
}

/** JSON as other programs write it: the same value with spaces, and with escapes that JavaScript does not use. */
export const writtenDifferently = (body: JsonObject): string =>
  JSON.stringify(body, null, 2).replace(/[\u0080-\uffff/]/g, (character) =>
    character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
