/** Two documents that differ in one place. */
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { diffDocuments } from '../../src/diff/compare-documents.ts';
import type { ContractChange } from '../../src/diff/contract-change.ts';
import { writeDocuments } from '../support/document.ts';

export type Json = Readonly<Record<string, unknown>>;

export const diff = (old: unknown, next: unknown): readonly ContractChange[] =>
  diffDocuments(
    loadDocuments(writeDocuments({ 'old.yaml': old }), { foreign: true }),
    loadDocuments(writeDocuments({ 'new.yaml': next }), { foreign: true }),
  );

/** `breaking reply-property-removed`, without places. */
export const kindsOf = (changes: readonly ContractChange[]): readonly string[] =>
  changes.map(({ level, kind }) => `${level} ${kind}`);

export const apiOf = (operation: Json, more: Json = {}): Json => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { post: operation } },
  ...more,
});

const json = (schema: unknown): Json => ({ 'application/json': { schema } });

/** Sends the schema, and no more. */
export const requestOf = (schema: unknown, more: Json = {}): Json =>
  apiOf({ requestBody: { content: json(schema) }, responses: { 204: { description: 'Done' } } }, more);

/** Answers with the schema, and no more. */
export const replyOf = (schema: unknown, more: Json = {}): Json =>
  apiOf({ responses: { 200: { description: 'A pet', content: json(schema) } } }, more);

/** Takes the parameters, and no more. */
export const parametersOf = (...parameters: readonly Json[]): Json =>
  apiOf({ parameters, responses: { 204: { description: 'Done' } } });
