/** Claims are graded by their weakest necessary part, and what a source shows is quoted from it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimsInSpecs } from '../../scripts/evidence/claims-in-specs.ts';
import { quotesIn, verdictOn } from '../../scripts/evidence/quotes.ts';
import { GRADES } from '../../src/contract/document/evidence.ts';
import { temporaryFolder } from '../support/document.ts';

/** What a client sees of a reply, or an operation takes. Rules beyond them do not weaken a reply. */
const NECESSARY = ['request', 'status', 'shape', 'code', 'text'];
const claims = claimsInSpecs();

test('there are claims with parts, and every part has a known name and grade', () => {
  const parts = claims.flatMap(({ place, parts: all }) =>
    Object.entries(all).map(([name, part]) => ({ place, name, ...part })),
  );
  expect(parts.length).toBeGreaterThan(60);
  for (const { place, name, grade, source, quote } of parts) {
    expect.soft([...NECESSARY, 'rules'], place).toContain(name);
    expect.soft(GRADES, place).toContain(grade);
    expect.soft(source ?? quote, `${place} says where its ${name} is from`).toBeTypeOf('string');
  }
});

test('a claim is graded by its weakest necessary part', () => {
  const graded = claims.map(({ place, grade, parts }) => {
    const grades = NECESSARY.flatMap((name) => parts[name]?.grade ?? []);
    return { place, grade, weakest: GRADES.findLast((one) => grades.includes(one)) ?? grade };
  });
  expect(graded.filter(({ grade, weakest }) => grade !== weakest)).toEqual([]);
});

test('a recorded or documented claim that assumes something names the part', () => {
  const silent = claims.filter(
    ({ grade, source, parts }) =>
      (grade === 'recorded' || grade === 'documented') &&
      /\bassumed\b/.test(source) &&
      Object.keys(parts).length === 0,
  );
  expect(silent.map(({ place }) => place)).toEqual([]);
});

test('a quote is found in its line, and a wrong one and an absent source differ', () => {
  const seeds = temporaryFolder();
  mkdirSync(seeds, { recursive: true });
  writeFileSync(join(seeds, 'page.txt'), 'first\nPOST /users/\n');
  const quote = (at: string, words: string) => {
    const part = { grade: 'documented' as const, at, quote: words };
    const [one] = quotesIn([{ place: 'x', grade: 'documented', source: '', parts: { request: part } }]);
    return one === undefined ? undefined : verdictOn(one, { seeds, repositories: undefined });
  };
  expect(quote('page.txt:2', 'POST /users/')).toBe('found');
  expect(quote('page.txt:1', 'POST /users/')).toBe('wrong');
  expect(quote('other.txt:1', 'POST /users/')).toBe('no source');
  expect(quote(`owner/name@${'a'.repeat(40)} page.md:1`, 'x')).toBe('no source');
  expect(() => quote('page.txt', 'x')).toThrow('file:line');
  expect(quotesIn(claims).length).toBeGreaterThan(30);
});
