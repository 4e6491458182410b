/** Random requests made from a contract: some valid, most of them broken in one place. */
import fc from 'fast-check';
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import type { Contract, Operation } from '../../src/contract/contract.ts';

export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly type: string;
}

/** Few, so that requests meet each other's records. */
const identifiers = fc.oneof(
  fc.constantFrom('1', '2', 'u1', 'u2', 'a@example.com', 'constructor'),
  fc.string({ maxLength: 20 }),
);

const scalars = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('a@example.com', 'u1', '2026-01-01T00:00:00Z', '', '\u0000', '💥'),
);

/** Sound bodies come from the schema; most of them are then spoilt in one place. */
function bodies(contract: Contract, operation: Operation): fc.Arbitrary<Pick<Attempt, 'body' | 'type'>> {
  const [content] = operation.body?.content ?? [];
  if (content === undefined) return fc.constant({ body: undefined, type: '' });
  const sound = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => {
    const generator = createGeneratorSync({
      seed,
      maxDepth: 6,
      maxItems: 4,
      refDepthMax: 2,
      optionalsProbability: 0.5,
      refResolver: (reference) => contract.schemas.resolve(reference) as JsonSchema,
    });
    return generator.generate((content.schema?.source ?? {}) as JsonSchema);
  });
  const spoilt = fc
    .tuple(
      sound,
      fc.constantFrom('drop', 'replace', 'add', 'nothing', 'identify'),
      fc.nat(),
      fc.oneof(scalars, fc.jsonValue({ maxDepth: 3 })),
      identifiers,
    )
    .map(([value, how, at, other, id]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return how === 'replace' ? other : value;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(1, keys.length)] ?? 'id';
      const copy: Record<string, unknown> = { ...value };
      if (how === 'drop') delete copy[key];
      if (how === 'replace') copy[key] = other;
      if (how === 'add') copy[`k${at % 7}`] = other;
      if (how === 'identify')
        for (const name of ['id', 'uid', 'user_id', 'email', 'externalId', 'custom_id'])
          if (at % 2 === 0 || name in copy) copy[name] = id;
      return copy;
    });
  return fc.oneof(
    {
      weight: 9,
      arbitrary: spoilt.map((value) => ({
        body: JSON.stringify(value),
        type: content.mediaType.includes('json') ? 'application/json' : content.mediaType,
      })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        body: fc.oneof(fc.string(), fc.json()),
        type: fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded'),
      }),
    },
  );
}

function queries(operation: Operation): fc.Arbitrary<string> {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const value = fc.oneof(identifiers, fc.constantFrom('1', '2', '60', '-1', '0', 'true', 'asc', 'desc', ''));
  const pair = fc.tuple(fc.oneof(...names.map((name) => fc.constant(name)), fc.constantFrom('other')), value);
  return fc
    .array(pair, { maxLength: 3 })
    .map((pairs) =>
      pairs
        .map(
          ([name, text]) =>
            `${encodeURIComponent(name)}=${encodeURIComponent(text.isWellFormed() ? text : '?')}`,
        )
        .join('&'),
    );
}

/** Requests to one operation. */
export function attemptsAt(contract: Contract, operation: Operation): fc.Arbitrary<Attempt> {
  const names = [...operation.template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return fc
    .record({
      ids: fc.array(identifiers, { minLength: names.length, maxLength: names.length }),
      query: queries(operation),
      content: bodies(contract, operation),
    })
    .map(({ ids, query, content }) => {
      let index = 0;
      const path = operation.template.replace(/\{\w+\}/g, () => {
        const id = ids[index++] ?? '';
        return encodeURIComponent(id.isWellFormed() ? id : '?');
      });
      return {
        method: operation.method,
        path: `${operation.bases[0] ?? ''}${path}${query === '' ? '' : `?${query}`}`,
        ...content,
      };
    });
}

/** Requests to any operation of a contract. */
export const attempts = (contract: Contract): fc.Arbitrary<Attempt> =>
  fc.oneof(...contract.operations.map((operation) => attemptsAt(contract, operation)));
