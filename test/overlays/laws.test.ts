/** What holds for every overlay: adding and removing cancel out, and two overlays are one with the actions of both. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { readOverlays } from '../../src/contract/overlay/read-overlay.ts';
import { temporaryFolder } from '../support/document.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Action = Readonly<Record<string, unknown>>;

const folder = temporaryFolder();
let files = 0;

function written(value: unknown): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const overlay = (actions: readonly Action[]): string =>
  written({ overlay: '1.1.0', info: { title: 'o', version: '1' }, actions });

/** The document with overlays applied, or the reason why they cannot be, without its place. */
function amended(document: Json, ...overlays: readonly (readonly Action[])[]): unknown {
  try {
    return loadDocuments(written(document), { amend: readOverlays(overlays.map(overlay)) }).root.value;
  } catch (cause) {
    return (cause as Error).message.replace(/^.*?: /, '');
  }
}

const NAMES = ['a', 'b', 'c', "it's", '/x'];
const name = fc.constantFrom(...NAMES);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.constantFrom<Json>(null, true, 'text'), fc.integer({ min: 0, max: 3 })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const document = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });

/** Paths of all objects, or all lists, of a document. */
function pathsOf(found: Json, wanted: 'object' | 'list', path = '$'): readonly string[] {
  if (typeof found !== 'object' || found === null) return [];
  const own = Array.isArray(found) === (wanted === 'list') ? [path] : [];
  const inside = Array.isArray(found)
    ? found.map((item: Json, index) => [`${path}[${index}]`, item] as const)
    : Object.entries(found).map(([key, item]) => [`${path}[${JSON.stringify(key)}]`, item as Json] as const);
  return [...own, ...inside.flatMap(([at, item]) => pathsOf(item, wanted, at))];
}

test('an overlay that removes what another one added gives the document back', () =>
  fc.assert(
    fc.property(document, value, fc.nat(), (before, added, choice) => {
      const objects = pathsOf(before, 'object');
      const target = objects[choice % objects.length] ?? '$';
      const adds = [{ target, update: { 'x-added': added } }];
      expect(amended(before, adds)).not.toEqual(before);
      expect(amended(before, adds, [{ target: `${target}['x-added']`, remove: true }])).toEqual(before);
    }),
  ));

test('an element that was appended to a list is its last one, and can be removed', () =>
  fc.assert(
    fc.property(document, value, fc.nat(), (before, added, choice) => {
      const lists = pathsOf({ ...before, list: [] }, 'list');
      const target = lists[choice % lists.length] ?? '$.list';
      const removed = amended({ ...before, list: [] }, [
        { target, update: [added] },
        { target: `${target}[-1]`, remove: true },
      ]);
      expect(removed).toEqual({ ...before, list: [] });
    }),
  ));

const target = fc.constantFrom(
  '$',
  '$.*',
  '$.a',
  "$['b', 'c']",
  '$..a',
  '$..*',
  '$..[?@.a]',
  '$..[?@ == 1]',
  '$..[0]',
  '$.a[::2]',
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ target, update: value }),
  fc.record({ target: target.filter((path) => path !== '$'), remove: fc.constant(true) }),
  fc.record({ target, copy: fc.constantFrom('$.a', '$.b', '$.c') }),
);
const actions = fc.array(action, { minLength: 1, maxLength: 3 });

test('two overlays in order are one overlay with the actions of both', () =>
  fc.assert(
    fc.property(document, actions, actions, (before, first, second) => {
      expect(amended(before, first, second)).toEqual(amended(before, [...first, ...second]));
    }),
  ));

test('an overlay changes nothing of what its targets do not lead to', () =>
  fc.assert(
    fc.property(document, value, (before, added) => {
      const after = amended({ ...before, own: {} }, [{ target: '$.own', update: { added } }]);
      expect(after).toEqual({ ...before, own: { added } });
    }),
  ));
