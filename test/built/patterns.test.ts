/** The build matches patterns in linear time, as the sources do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { temporaryFolder } from '../support/document.ts';

test('a pattern that backtracks for ever elsewhere refuses 50,000 characters', async () => {
  const file = join(temporaryFolder(), 'openapi.yaml');
  writeFileSync(
    file,
    `openapi: 3.1.0
info: { title: Words, version: '1' }
paths:
  /words:
    post:
      operationId: createWord
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [word], properties: { word: { type: string, pattern: '^(a+)+$' } } }
      responses: { '201': { description: created }, '422': { description: refused } }
`,
  );
  await using emulator = await createEmulator({ documents: { words: { spec: file } }, port: 0 });
  const reply = await fetch(`${emulator.url('words')}/words`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ word: `${'a'.repeat(50_000)}!` }),
  });
  expect(reply.status).toBe(422);
});
