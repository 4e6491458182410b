/** Overlays as other tools write them, applied as those tools do. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { readOverlays } from '../../src/contract/overlay/read-overlay.ts';
import { parsePointer } from '../../src/core/json-pointer.ts';
import { temporaryFolder } from '../support/document.ts';

interface Written {
  readonly tool: string;
  readonly about: string;
  readonly expect?: Readonly<Record<string, unknown>>;
  readonly absent?: readonly string[];
  readonly warns?: string;
}

const fileAt = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const written = parse(readFileSync(fileAt('./written-by-tools.yaml'), 'utf8')) as readonly Written[];

const valueAt = (document: unknown, pointer: string): unknown =>
  parsePointer(pointer).reduce<unknown>(
    (at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name],
    document,
  );

test('there are twenty and more', () => expect(written.length).toBeGreaterThanOrEqual(20));

test.each(written)(
  '$tool: an overlay that $about',
  ({ tool, about, expect: expected, absent, warns, ...overlay }) => {
    const folder = temporaryFolder();
    const spec = join(folder, 'museum.yaml');
    const file = join(folder, 'overlay.yaml');
    cpSync(fileAt('./museum.yaml'), spec);
    writeFileSync(file, stringify({ ...overlay, info: { title: about, version: '1' } }));
    const { root, flaws } = loadDocuments(spec, { amend: readOverlays(file), foreign: true });
    const found = Object.keys(expected ?? {}).map((pointer) => [pointer, valueAt(root.value, pointer)]);
    expect(Object.fromEntries(found)).toEqual(expected);
    expect((absent ?? []).map((pointer) => valueAt(root.value, pointer))).toEqual(
      (absent ?? []).map(() => undefined),
    );
    expect(flaws().join()).toEqual(warns === undefined ? '' : expect.stringContaining(warns));
  },
);
