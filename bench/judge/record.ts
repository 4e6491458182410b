/** What a reply says of the identifier of a record, and whether a list has it. */
import type { Answer } from './http.ts';
import { isList, isObject, type Json, objectOf } from './json.ts';

/** `petId`, `pet_id` and `PetID` are one name. */
export const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');

const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');

const isScalar = (value: Json | undefined): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

interface Placed {
  readonly tokens: readonly string[];
  readonly value: Json;
}

/** Everything in a value, what is nearer to the top first. */
export function* within(value: Json, deepest: number): Generator<Placed> {
  let layer: Placed[] = [{ tokens: [], value }];
  for (let depth = 0; depth <= deepest && layer.length > 0; depth++) {
    yield* layer;
    layer = layer.flatMap(({ tokens, value: of }) => {
      const entries = isList(of) ? of.slice(0, 200).entries() : isObject(of) ? Object.entries(of) : [];
      return [...entries].map(([key, inner]) => ({ tokens: [...tokens, String(key)], value: inner }));
    });
  }
}

/** Names that the identifier of a collection's records may have, the likeliest first. */
export function idNames(parameter: string, collection: string): readonly string[] {
  const [one, thing] = [plain(parameter), singular(plain(collection))];
  const tail = one.startsWith(thing) ? one.slice(thing.length) : '';
  const common = ['id', 'uuid', 'uid', 'sid', 'gid', 'guid', 'key', 'identifier', 'slug', 'name', 'code'];
  const all = [
    one,
    tail,
    'id',
    `${thing}id`,
    `${thing}uuid`,
    ...common,
    'token',
    'number',
    'username',
    'email',
  ];
  const last = /(id|key|name|code|slug|token|number|uuid|sid)$/.exec(one)?.[1] ?? '';
  return [...new Set([...all, last].filter((name) => name !== ''))];
}

const MOST_CANDIDATES = 8;

/** What the identifier of a new record may be, as the reply and the request say. */
export function candidates(answer: Answer, sent: Json, names: readonly string[]): readonly string[] {
  const found: string[] = [];
  const { location } = answer.headers;
  if (location !== undefined)
    found.push(decodeURIComponent(location.split(/[?#]/)[0]?.replace(/\/$/, '').split('/').at(-1) ?? ''));
  for (const source of [answer.json, sent]) {
    if (source === undefined) continue;
    const objects = [...within(source, 4)].filter(({ value }) => isObject(value));
    for (const { value } of objects)
      for (const name of names)
        for (const [key, member] of Object.entries(objectOf(value)))
          if (plain(key) === name && isScalar(member)) found.push(String(member));
  }
  return [...new Set(found.filter((id) => id !== ''))].slice(0, MOST_CANDIDATES);
}

/** Texts of a body by which its record is known again. */
function marks(sent: Json): ReadonlySet<string> {
  const texts = [...within(sent, 3)].flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return new Set(texts.filter((text) => text.length >= 8 && !/^\d{4}-/.test(text)));
}

/** Whether a list has a record with this identifier, or with a text that only this record was sent. */
export function contains(list: Json, id: string, names: readonly string[], sent: Json): boolean {
  const marked = marks(sent);
  const lists = [...within(list, 5)].filter(({ value }) => isList(value) || isObject(value));
  return lists.some(({ value }) => {
    if (isObject(value) && isObject(value[id])) return true;
    if (!isList(value)) return false;
    return value.some((item) => {
      if (isScalar(item)) return String(item) === id;
      return [...within(item, 3)].some(({ tokens, value: of }) => {
        const name = plain(tokens.at(-1) ?? '');
        if (typeof of === 'string' && marked.has(of)) return true;
        return isScalar(of) && String(of) === id && names.includes(name);
      });
    });
  });
}
