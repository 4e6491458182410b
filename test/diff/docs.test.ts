/** The page of the documentation names every kind of change with its level. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../src/diff/change-kinds.ts';

const page = readFileSync(new URL('../../docs/diff.md', import.meta.url), 'utf8');
const breaking = new Set([...page.matchAll(/\*\*`([a-z-]+)`\*\*/g)].map(([, kind]) => kind));
const named = new Set([...page.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind));
const cosmetic = new Set(
  [...(page.split('These are cosmetic:')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind),
);

test.each(Object.entries(CHANGE_KINDS))('%s is documented with its level', (kind, { level }) => {
  expect(named).toContain(kind);
  expect([breaking.has(kind), cosmetic.has(kind)]).toEqual([level === 'breaking', level === 'cosmetic']);
});
