/** An example with `externalValue` is the file of that name beside the document. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';

const PIXEL = Buffer.from('89504e470d0a1a0a0000000d49484452ff00fe', 'hex');

const reply = (mediaType: string, externalValue: string, schema: object): object => ({
  get: {
    responses: {
      200: { description: '', content: { [mediaType]: { schema, examples: { one: { externalValue } } } } },
    },
  },
});

test('JSON, text and bytes are read from files, and nothing is read from other folders or servers', async () => {
  const file = { type: 'string', format: 'binary' };
  const dog = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.0.3',
      info: { title: 'Files', version: '1' },
      paths: {
        '/dog': reply('application/json', 'shown/dog.json', dog),
        '/report': reply('text/csv', './shown/report.csv', { type: 'string' }),
        '/picture': reply('image/png', 'shown/pixel.png', file),
        '/missing': reply('text/plain', 'shown/nothing.txt', { type: 'string' }),
        '/outside': reply('text/plain', '../secret.txt', { type: 'string' }),
        '/elsewhere': reply('text/plain', 'http://127.0.0.1:1/secret.txt', { type: 'string' }),
      },
    },
    'shown/dog.json': '{ "name": "Rex" }',
    'shown/report.csv': 'id,name\n1,Rex\n',
  });
  writeFileSync(spec.replace('api.yaml', 'shown/pixel.png'), PIXEL);
  writeFileSync(`${temporaryFolder()}/secret.txt`, 'secret');
  await using emulator = await createEmulator({
    documents: { api: { spec, prefix: '/' } },
    port: 0,
    strict: true,
  });
  const get = (path: string): Promise<Response> => fetch(emulator.url() + path);
  expect(await (await get('/dog')).json()).toEqual({ name: 'Rex' });
  expect(await (await get('/report')).text()).toBe('id,name\n1,Rex\n');
  const picture = await get('/picture');
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await picture.arrayBuffer()).equals(PIXEL)).toBe(true);
  for (const path of ['/missing', '/outside', '/elsewhere']) {
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([200, expect.not.stringContaining('secret')]);
  }
  expect((await get('/missing')).headers.get('x-vendouble-reason')).toContain(
    'cannot be read: it is not there',
  );
  expect((await get('/elsewhere')).headers.get('x-vendouble-reason')).toContain(
    'only files beside the document',
  );
});
