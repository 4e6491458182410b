/** Which of the members that were sent come back, as far as the reply's schema can hold them. */
import { type Document, follow } from './document.ts';
import { isList, isObject, type Json, objectOf, replaced } from './json.ts';
import { plain, within } from './record.ts';
import { rulesOf } from './rules.ts';
import type { Schemas } from './schemas.ts';

export interface Returned {
  readonly equal: readonly string[];
  /** The reply has another value. */
  readonly different: readonly string[];
  /** The reply lacks it. */
  readonly lost: readonly string[];
  /** The schema of the reply cannot hold it as it was sent. */
  readonly unholdable: readonly string[];
}

type Fate = keyof Returned;

function same(one: Json, other: Json): boolean {
  if (String(one) === String(other)) return true;
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const [first, second] = [Date.parse(one), Date.parse(other)];
  return /^\d{4}-\d\d-\d\d/.test(one) && first === second;
}

/** Objects around the attributes of a record, which are no part of it. */
const AROUND = ['attributes', 'data'];

/** The record in what was sent: what stands alone in an object, and the attributes of JSON:API. */
function sentRecord(sent: Json): Json {
  const [[name, only] = [], ...others] = Object.entries(objectOf(sent));
  if (only !== undefined && others.length === 0 && isObject(only) && name !== undefined)
    return sentRecord(only);
  const { attributes } = objectOf(sent);
  return isObject(attributes) ? attributes : sent;
}

/** Times that a server sets itself, whatever was sent. */
const isStamp = (name: string): boolean =>
  /^(date|time)?(last)?(creat|updat|modif)|(created|updated|modified)(at|on|date|time)?$/.test(plain(name));

/** Plain members of a record. */
const leaves = (record: Json): readonly (readonly [string, Json])[] =>
  Object.entries(objectOf(record)).filter(([, value]) => typeof value !== 'object');

/** Of the objects of a reply the one that is the record: it has the identifier, or most of what was sent. */
function recordOf(reply: Json, id: string, names: readonly string[]): readonly string[] {
  const scored = [...within(reply, 3)]
    .filter(({ value }) => isObject(value))
    .map(({ tokens, value }) => {
      const members = Object.entries(objectOf(value));
      const shared = members.filter(([name]) => names.includes(plain(name))).length;
      const identified = members.some(
        ([name, of]) => /id$|key$|name$|code$/i.test(name) && String(of) === id,
      );
      return { tokens, score: shared + (identified ? 1.5 : 0) - tokens.length * 0.1 };
    });
  return scored.toSorted((one, other) => other.score - one.score)[0]?.tokens ?? [];
}

/** Where the schema of a place in a value stands. */
function placesAt(document: Document, schema: string, tokens: readonly string[]): readonly string[] {
  let places: readonly string[] = [schema];
  for (const token of tokens) {
    const rules = rulesOf(document, places);
    places = rules.properties.get(token) ?? rules.items;
  }
  return places;
}

interface Reader {
  readonly document: Document;
  readonly schemas: Schemas;
}

class Comparison {
  readonly #reader: Reader;
  readonly #schema: string | undefined;
  readonly #reply: Json;
  /** Where members of the record may stand. */
  readonly #records: readonly (readonly string[])[];

  constructor(reader: Reader, schema: string | undefined, reply: Json, record: readonly string[]) {
    this.#reader = reader;
    this.#schema = schema;
    this.#reply = reply;
    const above = record.at(-1) === 'attributes' ? [record.slice(0, -1)] : [];
    this.#records = [record, ...AROUND.map((name) => [...record, name]), ...above];
  }

  async #holds(tokens: readonly string[], value: Json): Promise<boolean> {
    const { schemas } = this.#reader;
    if ((await schemas.judge(this.#schema, 'reply', replaced(this.#reply, tokens, value))).is !== 'invalid')
      return true;
    // A reply that is wrong anyway says nothing about this member.
    return (await schemas.judge(this.#schema, 'reply', this.#reply)).is === 'invalid';
  }

  /** The place that the schema of the reply has for a member which the reply lacks. */
  #placeFor(name: string): readonly string[] | undefined {
    if (this.#schema === undefined) return undefined;
    for (const record of this.#records) {
      const { properties } = rulesOf(
        this.#reader.document,
        placesAt(this.#reader.document, this.#schema, record),
      );
      const property = [...properties.keys()].find((key) => plain(key) === plain(name));
      const place = properties.get(property ?? '')?.[0];
      if (property === undefined || place === undefined) continue;
      const isSecret = objectOf(follow(this.#reader.document, place)?.value).writeOnly === true;
      return isSecret ? undefined : [...record, property];
    }
    return undefined;
  }

  async fate(name: string, value: Json): Promise<Fate> {
    const there = [...within(this.#reply, 5)].filter(
      ({ tokens, value: of }) => plain(tokens.at(-1) ?? '') === plain(name) && typeof of !== 'object',
    );
    if (there.some(({ value: of }) => same(value, of))) return 'equal';
    const paths = this.#records.map((record) => record.join('/'));
    const near = there.find(({ tokens }) => paths.includes(tokens.slice(0, -1).join('/')));
    if (near !== undefined) return (await this.#holds(near.tokens, value)) ? 'different' : 'unholdable';
    const place = this.#placeFor(name);
    return place !== undefined && (await this.#holds(place, value)) ? 'lost' : 'unholdable';
  }
}

/** @param apart names of the identifier, which is the server's to choose */
export async function returned(
  reader: Reader,
  schema: string | undefined,
  reply: Json,
  sent: Json,
  id: string,
  apart: readonly string[],
): Promise<Returned> {
  const given = leaves(sentRecord(sent)).filter(([name]) => !apart.includes(plain(name)) && !isStamp(name));
  const record = recordOf(
    reply,
    id,
    given.map(([name]) => plain(name)),
  );
  const comparison = new Comparison(reader, schema, reply, record);
  const result: Record<Fate, string[]> = { equal: [], different: [], lost: [], unholdable: [] };
  for (const [name, value] of given) result[await comparison.fate(name, value)].push(name);
  return result;
}

/** Whether the records of a list have a member of one of these names, or any that the schema does not name. */
export function canShow(
  document: Document,
  schema: string | undefined,
  list: Json,
  names: readonly string[],
): boolean {
  if (schema === undefined) return true;
  for (const { tokens, value } of within(list, 3)) {
    if (!isList(value) || value.length === 0 || !value.every(isObject)) continue;
    const { properties } = rulesOf(document, placesAt(document, schema, [...tokens, '0']));
    if (properties.size > 0 && ![...properties.keys()].some((name) => names.includes(plain(name))))
      return false;
  }
  return true;
}
