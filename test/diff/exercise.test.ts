/** What of the coverage says that the tests of a consumer exercised a breaking change. */
import { expect, test } from 'vitest';
import type { CountedItem } from '../../src/coverage/coverage.ts';
import { withExercise } from '../../src/diff/exercise.ts';
import { apiOf, diff, type Json, parametersOf, requestOf } from './support.ts';

const text = { type: 'string' };

const counted = (kind: CountedItem['kind'], name: string, hits = 1): CountedItem => ({
  operation: 'POST /pets',
  kind,
  name,
  hits,
});

const pet = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
const long = 'a value that is so long that no report would show the whole of it in a sentence';
const query = (schema: object, more: object = {}): Json => ({ name: 'sort', in: 'query', schema, ...more });
const success = (status: string): Json => apiOf({ responses: { [status]: { description: 'Done' } } });

const items: readonly CountedItem[] = [
  counted('operation', 'POST /pets', 9),
  counted('property', 'owner', 4),
  counted('property', 'owner.name', 3),
  counted('value', `kind=${long}`, 2),
  counted('property', 'kind', 8),
  counted('parameter', 'sort', 5),
  counted('value', '?sort=age', 0),
  counted('reply', '200', 6),
];

const planted: readonly (readonly [string, Json, Json, number, string])[] = [
  [
    'a property that was sent',
    requestOf(pet({ owner: pet({ name: text }) })),
    requestOf(pet({ owner: pet({}) })),
    3,
    'property owner.name of POST /pets',
  ],
  [
    'a property that is nested too deep to be counted, by the nearest around it',
    requestOf(pet({ owner: pet({ name: pet({ first: text }) }) })),
    requestOf(pet({ owner: pet({ name: pet({}) }) })),
    3,
    'property owner.name of POST /pets',
  ],
  [
    'a property that is newly required, by the object around it',
    requestOf(pet({ owner: pet({}) })),
    requestOf(pet({ owner: pet({ age: text }, { required: ['age'] }) })),
    4,
    'property owner of POST /pets',
  ],
  [
    'a value of a property, however long it is',
    requestOf(pet({ kind: { enum: ['cat', long] } })),
    requestOf(pet({ kind: { enum: ['cat'] } })),
    2,
    `value kind=${long} of POST /pets`,
  ],
  ['a parameter that was sent', parametersOf(query(text)), parametersOf(), 5, 'parameter sort of POST /pets'],
  [
    'a value of a parameter that was never sent',
    parametersOf(query({ enum: ['name', 'age'] })),
    parametersOf(query({ enum: ['name'] })),
    0,
    'value ?sort=age of POST /pets',
  ],
  [
    'a parameter that is newly required, by the calls of the operation',
    parametersOf(),
    parametersOf(query(text, { required: true })),
    9,
    'calls of POST /pets',
  ],
  ['a status that was received', success('200'), success('201'), 6, 'reply 200 of POST /pets'],
  [
    'a change of the whole API, by the calls of any operation',
    { ...success('200'), servers: [{ url: '/v1' }] },
    { ...success('200'), servers: [{ url: '/v2' }] },
    9,
    'calls of any operation',
  ],
];

test.each(planted)('%s', (_what, old, next, hits, what) => {
  const [change] = withExercise(diff(old, next), items);
  expect(change?.exercise).toEqual({ hits, what });
});

test('of a webhook nothing is counted', () => {
  const sending = (schema: object): Json => ({
    ...success('200'),
    webhooks: {
      petAdded: {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 200: { description: 'Taken' } },
        },
      },
    },
  });
  const [change] = withExercise(diff(sending(pet({ id: text })), sending(pet({}))), items);
  expect(change?.kind).toBe('reply-property-removed');
  expect(change).not.toHaveProperty('exercise');
});
