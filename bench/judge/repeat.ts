/** Bodies that repeat what their path says, and the names of identifiers that a path gives. */
import { type Json, replaced } from './json.ts';
import type { Operation } from './operations.ts';
import { segmentsOf } from './pairs.ts';
import { idNames, plain, within } from './record.ts';
import type { Given } from './write.ts';

export const namesIn = (sent: Json): readonly string[] =>
  [...within(sent, 2)].flatMap(({ tokens }) => tokens.slice(-1).map(plain));

export const parameterOf = ({ template }: Operation): string =>
  segmentsOf(template).at(-1)?.replaceAll(/[{}]/g, '') ?? 'id';

export const collectionOf = ({ template }: Operation): string =>
  segmentsOf(template).findLast((segment) => !segment.includes('{')) ?? '';

/** The first names of the identifier, which a server may choose whatever was sent. */
export const ownNames = (read: Operation): readonly string[] =>
  idNames(parameterOf(read), collectionOf(read)).slice(0, 5);

const put = (given: Given, values: ReadonlyMap<string, string>, deepest: number): Given => {
  if (given.body === undefined) return given;
  let { value } = given.body;
  for (const { tokens, value: old } of within(value, deepest)) {
    const wanted = values.get(plain(tokens.at(-1) ?? ''));
    if (wanted === undefined || typeof old === 'object' || tokens.length === 0) continue;
    const same = typeof old === 'number' ? Number(wanted) : wanted;
    if (!Number.isNaN(same)) value = replaced(value, tokens, same);
  }
  return { ...given, body: { ...given.body, value } };
};

/** A body that says the same as the path, where it repeats a parameter of it. */
export const withPath = (given: Given): Given =>
  put(
    given,
    new Map(
      given.parameters.flatMap(([{ in: place, name }, value]) =>
        place === 'path' && plain(name) !== 'id' ? [[plain(name), String(value)] as const] : [],
      ),
    ),
    1,
  );

/** A change that leaves the identifier as it is, wherever the body repeats it. */
export function withSameId(given: Given, created: Json, id: string, names: readonly string[]): Given {
  const same = new Map(names.filter((name) => /id$/.test(name)).map((name) => [name, id]));
  for (const { tokens, value } of within(created, 3))
    if (typeof value !== 'object' && String(value) === id) same.set(plain(tokens.at(-1) ?? ''), id);
  return put(given, same, 2);
}
