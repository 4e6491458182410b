/** A vendor that answers every operation of a document with what arrived, to see what a request was understood as. */
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const any = { 'application/json': {} };
const responses = {
  200: { description: 'What arrived', content: any },
  400: { description: 'What was wrong', content: any },
  415: { description: 'What was sent', content: any },
};

interface Call {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * @param paths operations without responses
 * @param more of the document
 */
export function echoing(
  paths: Readonly<Record<string, Readonly<Record<string, object>>>>,
  more: object = {},
): Promise<Emulator> {
  const ids: string[] = [];
  const described = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([word, value]) => {
        if (!METHODS.includes(word)) return [word, value];
        const operationId = `${word} ${path}`;
        ids.push(operationId);
        return [word, { operationId, responses, ...value }];
      }),
    ),
  ]);
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Echo', version: '1' },
      paths: Object.fromEntries(described),
      ...more,
    },
  });
  const echo = async ({ path, query, body }: Call) => ({ status: 200, body: { path, query, body } });
  const handlers = Object.fromEntries(ids.map((id) => [id, echo]));
  return createEmulator({ vendors: [petshop({ spec, handlers, foreign: true })], port: 0, strict: true });
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly path?: unknown;
    readonly query?: unknown;
    readonly body?: unknown;
    readonly error?: string;
  };
}

export async function ask(emulator: Emulator, at: string, request: RequestInit = {}): Promise<Answer> {
  const reply = await fetch(`${emulator.url('petshop')}${at}`, request);
  return { status: reply.status, body: (await reply.json()) as Answer['body'] };
}
