import { expect, test } from 'vitest';
import type { PactReport } from '../../src/pact/findings.ts';
import { broken } from './broken.ts';
import { sound } from './sound.ts';
import { checked, checkedBy, things } from './support.ts';

test.each(broken)('pact check refuses $what', async ({ call, code, because, at }) => {
  const { findings } = await checked(call);
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => [error.code, error.pact.pointer, error.message])).toEqual([
    [code, at, because instanceof RegExp ? expect.stringMatching(because) : expect.stringContaining(because)],
  ]);
  const byContract =
    ['request', 'field', 'value', 'status', 'media-type'].includes(code) &&
    !/takes no body/.test(String(because));
  const place = { file: expect.stringMatching(/^specs\//), line: expect.any(Number) };
  expect(errors.map(({ contract }) => contract)).toEqual([
    byContract ? expect.objectContaining(place) : errors[0]?.contract,
  ]);
});

test.each(sound)('pact check passes $what', async ({ call }) => {
  expect((await checked(call)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test(`there are ${broken.length} broken and ${sound.length} sound pacts`, () => {
  expect(new Set(broken.map(({ what }) => what)).size + new Set(sound.map(({ what }) => what)).size).toBe(60);
});

const json = (schema: unknown, type = 'application/json'): Record<string, unknown> => ({
  [type]: { schema },
});
const codes = ({ findings }: PactReport): string[] =>
  findings.map(({ severity, code }) => `${severity} ${code}`);

// Wrong results of swagger-mock-validator, by the number of its issue.
test('a body with a vendor-specific JSON media type is validated like other JSON', async () => {
  const contract = things(
    json({ type: 'object', properties: { name: { type: 'string' } } }, 'application/vnd.api+json'),
  );
  const of = (body: unknown, type: string): Promise<string[]> =>
    checkedBy(contract, { response: { headers: { 'Content-Type': type }, body } }).then(codes);
  expect(await of({ name: 'one' }, 'application/vnd.api+json')).toEqual([]);
  expect(await of({ name: 'one', extra: 1 }, 'application/vnd.api+json')).toEqual(['error field']);
  expect(await of({ name: 'one' }, 'application/json')).toEqual(['error media-type']);
  expect(await of({ name: 5 }, 'application/vnd.api+json; charset=utf-8')).toEqual(['error value']);
});

test('a list element passes if it fits one branch of oneOf, and fails as a mixture of two', async () => {
  const cat = { type: 'object', required: ['scale', 'name'], properties: { scale: { type: 'integer' } } };
  const dog = { type: 'object', required: ['good', 'name'], properties: { good: { type: 'boolean' } } };
  const pet = { type: 'object', properties: { name: { type: 'string' } }, oneOf: [cat, dog] };
  const contract = things(json({ type: 'object', properties: { pets: { type: 'array', items: pet } } }));
  const of = (...pets: readonly unknown[]): Promise<string[]> =>
    checkedBy(contract, { response: { body: { pets } } }).then(codes);
  expect(await of({ name: 'Dave', scale: 10 }, { name: 'Rex', good: true }, { name: 'Bob' })).toEqual([]);
  expect(await of({ name: 'Dave', scale: 10, good: true })).toEqual(['error field']);
  expect(await of({ name: 'Dave', discharged: false })).toEqual(['error field']);
});

test('an undescribed field passes in a request where the vendor accepts any, and gets a warning in a reply', async () => {
  const open = { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: true };
  const contract = things(json(open), {}, open);
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: { name: 'one', colour: 'red' },
  };
  expect(codes(await checkedBy(contract, { request }))).toEqual([]);
  expect(codes(await checkedBy(contract, { request, response: { body: { colour: 'red' } } }))).toEqual([
    'warning field',
  ]);
  const closed = things(
    json({ ...open, additionalProperties: false }),
    {},
    { ...open, additionalProperties: false },
  );
  expect(codes(await checkedBy(closed, { request }))).toEqual(['error request']);
});

test('an undescribed security scheme is reported with file and line', async () => {
  const contract = things(json({ type: 'object' }), { security: [{ token: [] }] });
  await expect(async () => checkedBy(contract, {})).rejects.toThrow(
    /things\.yaml:\d+ #.*: the security scheme token is not described/,
  );
});

test('a matcher that refuses values that the vendor may send gets a warning', async () => {
  const contract = things(
    json({
      type: 'object',
      properties: {
        state: { enum: ['on', 'off'] },
        size: { type: 'number' },
        note: { type: ['string', 'null'] },
      },
    }),
  );
  const rule = (...matchers: readonly unknown[]): unknown => ({ combine: 'AND', matchers });
  const report = await checkedBy(contract, {
    response: {
      body: { state: 'on', size: 1, note: 'x' },
      matchingRules: {
        body: {
          '$.state': rule({ match: 'regex', regex: '^on$' }),
          '$.size': rule({ match: 'integer' }),
          '$.note': rule({ match: 'type' }),
          '$.gone': rule({ match: 'type' }),
        },
      },
    },
  });
  expect(report.findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'warning: the vendor may also send "off", which ^on$ refuses',
    'warning: the contract allows fractions here, which the matcher integer refuses',
    'warning: the vendor may also send null here, which the matcher refuses',
    'warning: the matcher applies to nothing in the example',
  ]);
});

test('an ignored query parameter and a missing credential get a warning', async () => {
  const report = await checked({ request: { path: '/v1/users', query: { plan: ['pro'] }, headers: {} } });
  expect(codes(report)).toEqual(['warning ignored', 'warning credential']);
});

test.each(['3.0.0', '4.0'] as const)(
  'the body of a reply without a content type is checked too, in version %s',
  async (version) => {
    const findingsFor = async (body: object) =>
      (await checked({ version, response: { headers: {}, body } })).findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(await findingsFor({ uid: 'u1' })).toEqual([]);
    expect(await findingsFor({ uid: 'u1', nickname: 'Ada' })).toEqual(['field']);
  },
);

test('the schemas true and false count in a reply as they do elsewhere', async () => {
  const named = { type: 'object', properties: { name: { type: 'string' } } };
  const of = (schema: unknown, body: unknown): Promise<string[]> =>
    checkedBy(things(json(schema)), { response: { body } }).then(codes);
  expect(await of({ allOf: [true, named] }, { name: 'a' })).toEqual([]);
  expect(await of({ allOf: [true, named] }, { name: 5 })).toEqual(['error value']);
  expect(await of({ oneOf: [false, named] }, { name: 'a' })).toEqual([]);
});

test('a matcher of the elements of a list is none of the list itself', async () => {
  const contract = things(
    json({ type: 'object', properties: { tags: { type: 'array', items: { type: 'string' }, minItems: 2 } } }),
  );
  const type = { combine: 'AND', matchers: [{ match: 'type' }] };
  const severityWith = async (path: string): Promise<string[]> => {
    const response = { body: { tags: ['a'] }, matchingRules: { body: { [path]: type } } };
    const { findings } = await checkedBy(contract, { response });
    return findings.filter(({ message }) => /2 items/.test(message)).map(({ severity }) => severity);
  };
  expect(await severityWith('$.tags')).toEqual(['warning']);
  expect(await severityWith('$.tags[*]')).toEqual(['error']);
});
