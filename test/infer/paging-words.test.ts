/** Inference and coverage recognise the same names of paging parameters. */
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { AFTERS, BEFORES, CURSORS, LIMITS, OFFSETS, PAGES } from '../../src/infer/paging-words.ts';
import { document, writeDocuments } from '../support/document.ts';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names of the edges that coverage counts for a list that is paged by these query parameters. */
async function edges(...names: readonly string[]): Promise<readonly string[]> {
  const parameters = names.map((name) => ({ name, in: 'query', schema: { minimum: 1, maximum: 50 } }));
  const responses = { 200: { description: 'Things', content: { 'application/json': {} } } };
  const paths = { '/things': { get: { operationId: 'listThings', parameters, responses } } };
  const spec = writeDocuments({ 'api.yaml': document({}, { paths }) });
  await using emulator = await createEmulator({
    documents: { api: { spec } },
    port: 0,
    coverage: join(dirname(spec), 'coverage'),
  });
  await fetch(`${emulator.url('api')}/things`);
  return emulator
    .coverage()
    .contracts.flatMap(({ items }) => items.filter(({ kind }) => kind === 'page').map(({ name }) => name));
}

const PLACES = [...new Set([...PAGES, ...OFFSETS, ...CURSORS, ...AFTERS, ...BEFORES])];

describe('coverage counts the edges of a list that is paged by', () => {
  test.each([...PLACES, ...PLACES.map(snake)])('the position parameter %s', async (place) => {
    expect(await edges(place, 'limit')).toContain('a further page');
  });

  test.each([...LIMITS, ...LIMITS.map(snake)])('the page size parameter %s', async (size) => {
    expect(await edges('page', size)).toEqual(expect.arrayContaining([`${size}=1`, `${size}=50`]));
  });

  test('no known parameter, of which there are none', async () => {
    expect(await edges('colour')).toEqual([]);
  });
});
