/** A vendor in TypeScript with a wrong key or value gets the same sentences as the configuration. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  ConfigError,
  createEmulator,
  type DescribedVendor,
  defineVendor,
  inferVendor,
  type Vendor,
} from '../../src/index.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const spec = fileURLToPath(new URL('../../examples/petstore/openapi.yaml', import.meta.url));
const pets = inferVendor('pets', { spec });
const source = fileURLToPath(new URL('../../src/index.ts', import.meta.url));

test('a vendor that is right is returned as it is, and served', async () => {
  expect(defineVendor(pets)).toBe(pets);
  await using emulator = await createEmulator({ vendors: [pets] });
  expect((await fetch(`${emulator.url('pets')}/pets`)).status).toBe(200);
});

const WRONG: readonly (readonly [object, string])[] = [
  [
    { reports: 'frist' },
    'the vendor pets: reports is "frist"; it must be "first" or "all"; did you mean "first"?',
  ],
  [{ renderFailures: () => {} }, 'the vendor pets: renderFailures is unknown; did you mean renderFailure?'],
  [
    { name: 'My Pets' },
    'the vendor My Pets: name is "My Pets"; it must be a text: lower case letters, digits and . _ -',
  ],
  [{ identify: undefined }, 'the vendor pets: identify is missing'],
  [{ identify: 'key' }, 'the vendor pets: identify is "key"; it must be a function'],
  [
    { routing: { trailingSlash: 'ignored', caseSensitve: true } },
    'the vendor pets: routing.caseSensitve is unknown; did you mean routing.caseSensitive?',
  ],
  [
    { collections: { pets: { key: 'id', uniqe: ['tag'] } } },
    'the vendor pets: collections.pets.uniqe is unknown; did you mean collections.pets.unique?',
  ],
  [
    { collections: { pets: { key: 'id', fields: { id: 'text' } } } },
    'the vendor pets: collections.pets.fields.id is "text"; it must be "string"',
  ],
  [
    { precedence: ['rate_limitd'] },
    'the vendor pets: precedence.0 is "rate_limitd"; it must be "route_not_found"',
  ],
  [{ precedence: ['rate_limitd'] }, 'did you mean "rate_limited"?'],
  [{ versions: { v1: { spec, handler: {} } } }, 'the vendor pets: versions.v1.handlers is missing'],
  [
    { versions: { v1: { spec, handlers: { listPets: {} } } } },
    'the vendor pets: versions.v1.handlers.listPets is an object; it must be a function',
  ],
  [
    { rateLimit: { requests: 0, window: 60 } },
    'the vendor pets: rateLimit.requests is 0; it must be a whole number of at least 1',
  ],
];

test.each(WRONG)('defineVendor and createEmulator refuse %j', async (change, sentence) => {
  const wrong = { ...pets, ...change } as Vendor;
  expect(() => defineVendor(wrong)).toThrow(ConfigError);
  expect(() => defineVendor(wrong)).toThrow(sentence);
  await expect(createEmulator({ vendors: [wrong] })).rejects.toThrow(sentence);
});

test.each<[object, string]>([
  [{ handler: {} }, 'inferVendor of pets: handler is unknown; did you mean handlers?'],
  [{ spec: 7 }, 'inferVendor of pets: spec is 7; it must be a text that is not empty'],
  [
    { handlers: { listPets: 'all' } },
    'inferVendor of pets: handlers.listPets is "all"; it must be a function',
  ],
])('inferVendor refuses %j', (change, sentence) => {
  expect(() => inferVendor('pets', { spec, ...change } as DescribedVendor)).toThrow(sentence);
});

test('a handler of an operation that the document does not have names the nearest one', async () => {
  const vendor = inferVendor('pets', {
    spec,
    handlers: { listPet: async () => ({ status: 200, body: [] }) },
  });
  await expect(createEmulator({ vendors: [vendor] })).rejects.toThrow(
    'pets v1 has a handler for listPet, which its contract does not describe; did you mean listPets?',
  );
});

test('the start of a module names its file and line', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'shop.mts'),
    `import { defineVendor, inferVendor } from ${JSON.stringify(source)};\n\nexport default defineVendor({\n  ...inferVendor('shop', { spec: ${JSON.stringify(spec)} }),\n  reports: 'frist',\n} as never);\n`,
  );
  const { code, err } = await vendouble(['start', './shop.mts', '--ephemeral'], { cwd }).ended;
  expect([code, err.trim()]).toEqual([
    2,
    'vendouble: the vendor ./shop.mts cannot be loaded: shop.mts:3 the vendor shop: reports is "frist"; it must be "first" or "all"; did you mean "first"?',
  ]);
});
