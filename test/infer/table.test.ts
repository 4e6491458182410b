/** Small documents, one for each habit: what is inferred of each, and what a client then meets. */
import { describe, expect, test } from 'vitest';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { infer } from '../../src/infer/infer.ts';
import { call, serve, specOf } from './support.ts';
import { type Step, table } from './table.ts';

const inOneLine = ({
  method,
  template,
  role,
  resource,
  generated,
}: ReturnType<typeof infer>['operations'][number]): string =>
  `${method} ${template} → ${generated === null ? `${role} ${resource}` : `generated: ${generated}`}`;

/** With what earlier steps kept in its texts. */
function withKept<T>(value: T, kept: readonly string[], url: string): T;
function withKept(value: unknown, kept: readonly string[], url: string): unknown {
  if (typeof value === 'string')
    return value.replace(/\$(\d+|url)/g, (_whole, name) =>
      name === 'url' ? url : (kept[Number(name) - 1] ?? ''),
    );
  if (Array.isArray(value)) return value.map((part) => withKept(part, kept, url));
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withKept(part, kept, url)]))
    : value;
}

const at = (value: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);

/** What has at least these values; a list has as many elements. */
const matching = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(matching)
    : isObject(value)
      ? expect.objectContaining(mapValues(value))
      : value;
const mapValues = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, matching(inner)]));
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

async function walk(file: string, steps: readonly Step[]): Promise<void> {
  await using emulator = await serve(file);
  const kept: string[] = [];
  for (const { ask, status, body, headers = {}, lacks = [], keep } of steps) {
    const [asked, sent, own] = ask;
    const [method = '', path = ''] = withKept(asked, kept, '').split(' ');
    const answer = await call(emulator, method, path, sent, own);
    const step = `${method} ${path}: ${JSON.stringify(answer.body)}`;
    const fill = (value: unknown): unknown => withKept(value, kept, emulator.url('api'));
    expect(answer.status, step).toBe(status);
    expect(answer.body, step).toEqual(body === undefined ? answer.body : matching(fill(body)));
    for (const name of lacks) expect(at(answer.body, name), step).toBeUndefined();
    for (const [name, value] of Object.entries(headers))
      expect(answer.headers.get(name), step).toBe(fill(value));
    expect(answer.headers.get('x-vendouble-drift'), step).toBeNull();
    if (keep !== undefined) kept.push(String(at(answer.body, keep)));
  }
}

describe.each(table)('$file', ({ file, roles, lists, ids, walk: steps }) => {
  test('gives the expected roles, lists and identifiers', () => {
    const { operations, resources } = infer(loadDocuments(specOf(file)));
    expect(operations.map(inOneLine)).toEqual(roles);
    expect(Object.fromEntries(resources.map(({ name, id }) => [name, id]))).toEqual(ids);
    for (const [id, list] of Object.entries(lists))
      expect(operations.find(({ operation }) => operation === id)).toMatchObject(list);
  });

  test('serves create, read, list, update and delete', async () => {
    await walk(file, steps);
  });
});
