/** What commands say of an OpenAPI 3.2 document: the types of its operations, and the changes between two of them. */
import { expect, test } from 'vitest';
import { typesDocument } from '../../src/commands/types-document.ts';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import type { Handlers } from '../../src/core/handler.ts';
import { diffDocuments } from '../../src/diff/compare-documents.ts';
import { writeDocuments } from '../support/document.ts';
import { shop } from './shop.ts';

const changes = (next: object): readonly string[] => {
  const load = (document: object) =>
    loadDocuments(writeDocuments({ 'shop.yaml': document }), { foreign: true });
  return diffDocuments(load(shop()), load(next)).map(
    ({ kind, operation }) => `${kind} ${operation?.title ?? ''}`,
  );
};

test('a change of the body of QUERY and of another method is a change of the contract', () => {
  const next = JSON.parse(
    JSON.stringify(shop()).replace('"priceAbove"', '"minPrice"').replace('"LINK"', '"UNLINK"'),
  );
  expect(changes(next)).toEqual([
    'operation-removed LINK /orders/{id}',
    'request-property-removed QUERY /orders',
    'request-property-added QUERY /orders',
    'operation-added UNLINK /orders/{id}',
  ]);
});

test('a change of an item of a sequence is a change of the reply', () => {
  const lines = (item: object): object => ({
    ...shop(),
    paths: {
      '/lines': {
        get: { responses: { 200: { content: { 'application/jsonl': { itemSchema: item } } } } },
      },
    },
  });
  const load = (item: object) =>
    loadDocuments(writeDocuments({ 'lines.yaml': lines(item) }), { foreign: true });
  const text = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
  const number = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } };
  expect(diffDocuments(load(text), load(number)).map(({ level }) => level)).toContain('breaking');
});

test('the types of handlers know every operation, whole query strings and items', () => {
  const { paths } = typesDocument({
    ...shop(),
    components: { mediaTypes: { Lines: { itemSchema: { type: 'string' } } } },
  }) as { paths: Record<string, Record<string, { operationId: string; parameters: unknown[] }>> };
  const ids = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId }) => operationId ?? []),
  );
  expect(ids).toEqual(
    expect.arrayContaining([
      'listOrders',
      'createOrder',
      'findOrders',
      'readOrder',
      'linkOrder',
      'searchOrders',
    ]),
  );
  expect(paths['/orders/search']?.get?.parameters).toEqual([
    { name: 'search', in: 'query', required: false, schema: expect.objectContaining({ type: 'object' }) },
  ]);
});

test('the types of handlers mark operations whose security scheme is deprecated', () => {
  const { paths } = typesDocument({
    openapi: '3.2.0',
    paths: { '/a': { get: { security: [{ old: [] }] }, post: { security: [{ young: [] }] } } },
    components: { securitySchemes: { old: { type: 'http', deprecated: true }, young: { type: 'http' } } },
  }) as { paths: unknown };
  expect(paths).toMatchObject({ '/a': { get: { deprecated: true }, post: { security: [{ young: [] }] } } });
});

test('a handler may return its items as a list, or make them one after the other', () => {
  interface operations {
    lines: { responses: { 200: { content: { 'application/jsonl': { n: number }[] } } } };
  }
  const handlers = {
    lines: async () => ({ status: 200, body: [{ n: 1 }].values() }),
  } satisfies Handlers<operations, unknown>;
  expect(handlers.lines).toBeTypeOf('function');
});
