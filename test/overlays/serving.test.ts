/** Documents and built-in vendors served with overlays: several in order, from the command line and from the configuration. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

type Action = Readonly<Record<string, unknown>>;

const folder = temporaryFolder();
const spec = join(folder, 'museum.yaml');
cpSync(fileURLToPath(new URL('./museum.yaml', import.meta.url)), spec);
let files = 0;

function overlay(actions: readonly Action[], more: Action = {}): string {
  const file = join(folder, `overlay-${files++}.yaml`);
  writeFileSync(file, stringify({ overlay: '1.1.0', info: { title: 'o', version: '1' }, ...more, actions }));
  return file;
}

const serve = (overlays: string | readonly string[], more: EmulatorOptions = {}) =>
  createEmulator({ documents: { museum: { spec, overlay: overlays } }, port: 0, ...more });

const staff = "$.paths['/staff']";
const copied = overlay([
  { target: '$.paths', update: { '/guards': {} } },
  { target: "$.paths['/guards']", copy: staff },
  { target: "$.paths['/guards'].get", update: { operationId: 'listGuards' } },
]);

test('a path that an overlay copies and renames is served, and the old one is not', async () => {
  await using emulator = await serve([copied, overlay([{ target: staff, remove: true }])]);
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`${emulator.url('museum')}${path}`)).status;
  expect([await statusOf('/guards'), await statusOf('/staff')]).toEqual([200, 404]);
});

test('a rule that an overlay adds is enforced', async () => {
  const kind = '$.components.schemas.Ticket.properties.kind';
  await using emulator = await serve(overlay([{ target: kind, update: { enum: ['year'] } }]));
  const buy = async (name: string): Promise<number> =>
    (
      await fetch(`${emulator.url('museum')}/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: name }),
      })
    ).status;
  expect([await buy('year'), await buy('day'), await buy('month')]).toEqual([201, 201, 422]);
});

test('overlays of the command line are applied in their order, and warn with file and line', async () => {
  const warns = overlay([
    { target: "$.paths['/nowhere']", remove: true },
    { target: '$.info', update: { title: 'Two' } },
  ]);
  const { code, out } = await vendouble([
    'check',
    spec,
    '--overlay',
    overlay([{ target: '$.info', update: { title: 'One' } }]),
    '--overlay',
    warns,
  ]).ended;
  expect(code).toBe(0);
  expect(out).toMatch(/warning: \S+\.yaml:6 #\/actions\/0\/target: .* matches nothing in the document/);
  expect(out).toContain('Two: 4 operations');
});

test('a strict document takes no overlay that warns', async () => {
  const documents = {
    museum: { spec, overlay: overlay([{ target: '$.nowhere', remove: true }]), strictDocument: true },
  };
  await expect(createEmulator({ documents, port: 0 })).rejects.toThrow('$.nowhere matches nothing');
});

test('overlays of a built-in vendor find their version by extends, and warn at start', async () => {
  const overlays = {
    engage: [
      overlay([{ target: '$.info', update: { title: 'Ours' } }], { extends: 'engage/v1' }),
      overlay([{ target: '$.paths.*.nothing', remove: true }], { extends: 'engage/v1' }),
    ],
  };
  await using emulator = await createEmulator({ vendors: ['engage'], overlays, port: 0 });
  expect((await emulator.findings()).warnings).toEqual([
    expect.stringContaining('$.paths.*.nothing matches nothing'),
  ]);
});

test('an overlay for another document warns', async () => {
  const other = overlay([{ target: '$.info', update: { title: 'Ours' } }], { extends: './gallery.yaml' });
  await using emulator = await serve(other);
  const { warnings } = await emulator.findings();
  expect(warnings.join()).toContain('#/extends: the overlay extends ./gallery.yaml, but it is applied to');
});

describe('the start fails, with file and line, for an overlay that', () => {
  const title = '$.info.title';
  test.each<[string, readonly Action[], Action, RegExp]>([
    [
      'copies from nowhere',
      [{ target: '$.info', copy: '$.nowhere' }],
      {},
      /yaml:7 #\/actions\/0\/copy: copy must select one value, and \$\.nowhere selects none/,
    ],
    ['copies several values', [{ target: '$.info', copy: '$.paths.*' }], {}, /selects 3/],
    [
      'copies, and is of version 1.0',
      [{ target: '$.info', copy: '$.info' }],
      { overlay: '1.0.0' },
      /copy is of version 1\.1; write overlay: 1\.1\.0/,
    ],
    [
      'updates and copies at once',
      [{ target: '$.info', copy: '$.info', update: {} }],
      {},
      /update or copy, not both/,
    ],
    [
      'merges a list into an object',
      [{ target: '$', update: { info: [] } }],
      {},
      /the update has a list at \/info, where the document has an object/,
    ],
    [
      'replaces an object by a text',
      [{ target: '$.info', update: 'x' }],
      {},
      /the update is a single value, and what stands at the target is an object/,
    ],
    [
      'updates values of several kinds',
      [{ target: '$.info.*, $.info', update: 'x' }],
      {},
      /is not a JSONPath of RFC 9535/,
    ],
    [
      'updates an object and a text',
      [{ target: "$.paths['/staff']['x-internal', 'get']", update: true }],
      {},
      /values of several kinds: .*'x-internal'\] is a single value, .*'get'\] is an object/,
    ],
    [
      'removes the whole document',
      [{ target: '$', remove: true }],
      {},
      /the whole document cannot be removed/,
    ],
    ['removes with a word', [{ target: title, remove: 'yes' }], {}, /remove is true or false/],
    ['has no target', [{ update: {} }], {}, /an action needs a target/],
    [
      'is of a later version',
      [{ target: '$', update: {} }],
      { overlay: '1.2.0' },
      /Overlay 1\.2\.0 is not read; 1\.0 and 1\.1 are/,
    ],
  ])('%s', async (_what, actions, more, message) => {
    await expect(serve(overlay(actions, more))).rejects.toThrow(message);
  });
});

test('version 1.0 replaces what is of another kind, and appends what is no list', async () => {
  const first = overlay(
    [
      { target: '$', update: { servers: 'none' } },
      { target: '$.tags', update: { name: 'more' } },
    ],
    { overlay: '1.0.0' },
  );
  await using emulator = await serve(first);
  expect((await fetch(`${emulator.url('museum')}/tickets`)).status).toBe(200);
});
