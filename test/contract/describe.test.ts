/** An operation as its document tells it, for people. */
import { describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import { document, writeDocuments } from '../support/document.ts';

const described = (schema: unknown, schemas: unknown, other: unknown = {}): unknown => {
  const root = { ...document(schema), components: { schemas } };
  const contract = openContract(writeDocuments({ 'root.yaml': root, 'other.yaml': other }), {
    routing: { trailingSlash: 'significant', caseSensitive: true },
    reports: 'all',
  });
  const [operation] = contract.operations;
  if (operation === undefined) return expect.fail('no operation');
  const told = contract.describe(operation) as {
    responses: Record<string, { content: Record<string, { schema: unknown }> }>;
  };
  return told.responses[200]?.content['application/json']?.schema;
};

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

describe('the description of an operation', () => {
  test('follows references inside their targets and into other files', () => {
    const schemas = { Name: { type: 'string' }, Thing: { $ref: './other.yaml#/Thing' } };
    const other = {
      Thing: { type: 'object', properties: { name: { $ref: './root.yaml#/components/schemas/Name' } } },
    };
    expect(described(ref('Thing'), schemas, other)).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
    });
  });

  test('names a schema that contains itself instead of following it again', () => {
    const schemas = { Tree: { type: 'object', properties: { left: ref('Tree'), right: ref('Tree') } } };
    expect(described(ref('Tree'), schemas)).toEqual({
      type: 'object',
      properties: { left: { title: 'Tree' }, right: { title: 'Tree' } },
    });
  });

  test('keeps what stands beside a reference', () => {
    const schemas = { Name: { type: 'string', description: 'Any.' } };
    const properties = {
      first: { ...ref('Name'), description: 'The first.' },
      last: { ...ref('Name'), maxLength: 5 },
    };
    expect(described({ type: 'object', properties }, schemas)).toEqual({
      type: 'object',
      properties: {
        first: { type: 'string', description: 'The first.' },
        last: { maxLength: 5, allOf: [{ type: 'string', description: 'Any.' }] },
      },
    });
  });

  test('does not follow a $ref in data, or a property named $ref', () => {
    const schema = {
      type: 'object',
      properties: { enum: ref('Name'), $ref: { type: 'string' } },
      example: { $ref: 'data' },
    };
    expect(described(schema, { Name: { type: 'string' } })).toEqual({
      type: 'object',
      properties: { enum: { type: 'string' }, $ref: { type: 'string' } },
      example: { $ref: 'data' },
    });
  });

  test('is limited in size', () => {
    const level = (depth: number): [string, unknown] => [
      `L${depth}`,
      {
        type: 'object',
        properties: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, ref(`L${depth + 1}`)])),
      },
    ];
    const schemas = Object.fromEntries([
      ...Array.from({ length: 12 }, (_, depth) => level(depth)),
      ['L12', { type: 'string' }],
    ]);
    expect(JSON.stringify(described(ref('L0'), schemas)).length).toBeLessThan(5_000_000);
  });
});
