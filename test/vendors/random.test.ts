/** Random requests made from a vendor's contract, valid and broken: no emulator error, no drift. Ten thousand in `test:long`. */
import fc from 'fast-check';
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import { describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../../src/contract/contract.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import type { Vendor } from '../../src/core/vendor.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { specPath } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { keepConnection } from '../support/kept.ts';
import { isLong } from '../support/long.ts';
import { introductionOf, OUR_ERRORS } from '../support/vendors.ts';

const RUNS = isLong ? 10_000 : 2_000;
/** Of a version that shares most of its contract with the first. */
const LATER_RUNS = RUNS / 5;

interface Attempt {
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

const attempts = (contract: Contract): fc.Arbitrary<Attempt> =>
  fc.oneof(
    ...contract.operations.map((operation) => {
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
    }),
  );

const cases = vendors.flatMap((vendor) =>
  Object.keys(vendor.versions).map((version, index): [string, string, Vendor, number] => [
    vendor.name,
    version,
    vendor,
    index === 0 ? RUNS : LATER_RUNS,
  ]),
);

describe.each(cases)('%s %s', (name, version, vendor, runs) => {
  test(`answers ${runs} random requests without an error or drift`, { timeout: 240_000 }, async () => {
    const contract = loadValidContract(specPath(name, vendor.versions[version]?.spec ?? ''), vendor);
    await using emulator = await createEmulator({
      vendors: [name],
      port: 0,
      strict: true,
      seed: 1,
      clock: '2026-01-01T00:00:00.000Z',
    });
    using connection = keepConnection();
    const base = emulator.url(name);
    const introduction = introductionOf(name);
    const headers = { ...introduction.headers, ...introduction.versions?.[version] };
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(attempts(contract), async ({ method, path, body, type }) => {
        const sends = body !== undefined && method !== 'GET' && method !== 'HEAD';
        const reply = await connection.send(
          method,
          `${base}${path}`,
          { ...headers, ...(sends ? { 'content-type': type } : {}) },
          sends ? body : undefined,
        );
        const kind = `${Math.floor(reply.status / 100)}xx`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        const { 'x-vendouble-error': error, 'x-vendouble-drift': drift } = reply.headers;
        if (drift !== undefined || OUR_ERRORS.some((ours) => ours === error))
          expect.fail(`${error ?? drift}: ${reply.text}`);
      }),
      { numRuns: runs, seed: 20_260_101 },
    );
    expect(seen.get('2xx')).toBeGreaterThan(runs / 20);
    // What is left are redirections, and errors of the vendor's own that its contract documents.
    expect((seen.get('4xx') ?? 0) + (seen.get('2xx') ?? 0)).toBeGreaterThan(runs * 0.8);
  });
});
