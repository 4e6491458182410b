/** Scenarios that are written as Arazzo documents. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { temporaryFolder } from '../support/document.ts';

const folder = temporaryFolder();
const spec = join(folder, 'shop.yaml');
cpSync(fileURLToPath(new URL('./shop.yaml', import.meta.url)), spec);

/** Serves the shop with a scenario of this name whose one workflow has these steps. */
function serve(name: string, steps: readonly object[]) {
  const scenarios = temporaryFolder();
  mkdirSync(join(scenarios, 'shop'));
  const document = {
    arazzo: '1.0.1',
    info: { title: 'Orders', version: '1', description: 'Two orders, one of them paid.' },
    sourceDescriptions: [{ name: 'shop', url: '../../shop.yaml', type: 'openapi' }],
    workflows: [{ workflowId: 'make', steps }],
  };
  writeFileSync(join(scenarios, 'shop', `${name}.arazzo.yaml`), stringify(document));
  return createEmulator({ documents: { shop: { spec } }, scenarios, port: 0, records: 'none' });
}

const create = (stepId: string, item: unknown) => ({
  stepId,
  operationId: 'createOrder',
  requestBody: { payload: { item } },
  outputs: { id: '$response.body#/id' },
});
const kept = {
  stepId: 'kept',
  operationId: 'getOrder',
  parameters: [{ name: 'id', in: 'path', value: '$steps.one.outputs.id' }],
};

test('a world can begin with an Arazzo document, by its name', async () => {
  await using emulator = await serve('two-orders', [
    create('one', 'book'),
    create('two', '{$sourceDescriptions.shop.url}'),
    kept,
  ]);
  expect(emulator.scenarios()).toEqual([
    { vendor: 'shop', name: 'two-orders', description: 'Two orders, one of them paid.' },
  ]);
  const { urls } = await emulator.createWorld({ scenario: 'two orders' });
  const reply = await fetch(`${urls.shop}/orders`, { headers: { authorization: 'Bearer t' } });
  expect(await reply.json()).toEqual([
    { id: 1, item: 'book' },
    { id: 2, item: '../../shop.yaml' },
  ]);
});

test.each<[string, readonly object[], RegExp]>([
  [
    'a call that is refused',
    [create('one', '')],
    /shop\/orders\.arazzo\.yaml cannot be run: \S+orders\.arazzo\.yaml:\d+: it is refused \(invalid_request: body\/item must NOT/,
  ],
  [
    'a criterion that does not hold',
    [{ ...create('one', 'book'), successCriteria: [{ condition: '$statusCode == 200' }] }],
    /\$statusCode == 200 does not hold: \$statusCode is 201/,
  ],
  [
    'a criterion that is not read',
    [{ ...create('one', 'book'), successCriteria: [{ condition: '//a', type: 'xpath' }] }],
    /cannot be used: .*criteria of type xpath are not read/,
  ],
])(
  'an Arazzo scenario changes nothing, and its error names the place of %s',
  async (_what, steps, message) => {
    await using emulator = await serve('orders', steps);
    await expect(emulator.applyScenario('orders')).rejects.toThrow(message);
    expect((await emulator.records('shop', 'orders')).total).toBe(0);
  },
);
