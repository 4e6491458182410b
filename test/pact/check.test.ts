import { expect, test } from 'vitest';
import { broken } from './broken.ts';
import { sound } from './sound.ts';
import { checked, checkedBy, things } from './support.ts';

test.each(broken)('refused: $what', ({ call, code, because, at }) => {
  const { findings } = checked(call);
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => [error.code, error.pact.pointer, error.message])).toEqual([
    [code, at, because instanceof RegExp ? expect.stringMatching(because) : expect.stringContaining(because)],
  ]);
  if (
    ['request', 'field', 'value', 'status', 'media-type'].includes(code) &&
    !/takes no body/.test(String(because))
  )
    expect(errors[0]?.contract).toMatchObject({
      file: expect.stringMatching(/^specs\//),
      line: expect.any(Number),
    });
});

test.each(sound)('passed: $what', ({ call }) => {
  expect(checked(call).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test(`${broken.length} broken pacts are each refused and ${sound.length} sound ones pass`, () => {
  const errorsOf = (call: (typeof sound)[number]['call']): number =>
    checked(call).findings.filter(({ severity }) => severity === 'error').length;
  expect(broken.filter(({ call }) => errorsOf(call) === 1)).toHaveLength(30);
  expect(sound.filter(({ call }) => errorsOf(call) === 0)).toHaveLength(30);
  expect(new Set(broken.map(({ what }) => what)).size + new Set(sound.map(({ what }) => what)).size).toBe(60);
});

const json = (schema: unknown, type = 'application/json'): Record<string, unknown> => ({
  [type]: { schema },
});
const codes = ({ findings }: ReturnType<typeof checked>): string[] =>
  findings.map(({ severity, code }) => `${severity} ${code}`);

// Wrong results of swagger-mock-validator, by the number of its issue.
test('#12: a body of a vendor’s own JSON type is judged like any other', () => {
  const contract = things(
    json({ type: 'object', properties: { name: { type: 'string' } } }, 'application/vnd.api+json'),
  );
  const of = (body: unknown, type: string): string[] =>
    codes(checkedBy(contract, { response: { headers: { 'Content-Type': type }, body } }));
  expect(of({ name: 'one' }, 'application/vnd.api+json')).toEqual([]);
  expect(of({ name: 'one', extra: 1 }, 'application/vnd.api+json')).toEqual(['error field']);
  expect(of({ name: 'one' }, 'application/json')).toEqual(['error media-type']);
  expect(of({ name: 5 }, 'application/vnd.api+json; charset=utf-8')).toEqual(['error value']);
});

test('#21: an element of one of several kinds passes, and a mixture of two does not', () => {
  const cat = { type: 'object', required: ['scale', 'name'], properties: { scale: { type: 'integer' } } };
  const dog = { type: 'object', required: ['good', 'name'], properties: { good: { type: 'boolean' } } };
  const pet = { type: 'object', properties: { name: { type: 'string' } }, oneOf: [cat, dog] };
  const contract = things(json({ type: 'object', properties: { pets: { type: 'array', items: pet } } }));
  const of = (...pets: readonly unknown[]): string[] =>
    codes(checkedBy(contract, { response: { body: { pets } } }));
  expect(of({ name: 'Dave', scale: 10 }, { name: 'Rex', good: true }, { name: 'Bob' })).toEqual([]);
  expect(of({ name: 'Dave', scale: 10, good: true })).toEqual(['error field']);
  expect(of({ name: 'Dave', discharged: false })).toEqual(['error field']);
});

test('#55: what the vendor accepts of anything is no mistake in a request, and told in a reply', () => {
  const open = { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: true };
  const contract = things(json(open), {}, open);
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: { name: 'one', colour: 'red' },
  };
  expect(codes(checkedBy(contract, { request }))).toEqual([]);
  expect(codes(checkedBy(contract, { request, response: { body: { colour: 'red' } } }))).toEqual([
    'warning field',
  ]);
  const closed = things(
    json({ ...open, additionalProperties: false }),
    {},
    { ...open, additionalProperties: false },
  );
  expect(codes(checkedBy(closed, { request }))).toEqual(['error request']);
});

test('#73: a security scheme that nobody describes is said to be, with file and line', () => {
  const contract = things(json({ type: 'object' }), { security: [{ token: [] }] });
  expect(() => checkedBy(contract, {})).toThrow(
    /things\.yaml:\d+ #.*: the security scheme token is not described/,
  );
});

test('what the vendor may send and a matcher would refuse is told', () => {
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
  const report = checkedBy(contract, {
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
    'warning: the matcher meets nothing of the example',
  ]);
});

test('a filter that the vendor does not read, and a call without a credential, are told', () => {
  const report = checked({ request: { path: '/v1/users', query: { plan: ['pro'] }, headers: {} } });
  expect(codes(report)).toEqual(['warning ignored', 'warning credential']);
});
