/** Issue forms: GitHub shows none of a form that is broken. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

const folder = new URL('../../.github/ISSUE_TEMPLATE/', import.meta.url);
const forms = readdirSync(folder).filter((name) => name !== 'config.yml');

/** What each kind of field has to say. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  markdown: ['value'],
  textarea: ['label'],
  input: ['label'],
  dropdown: ['label', 'options'],
};

test.each(forms)('%s is complete', (name) => {
  const form = parse(readFileSync(new URL(name, folder), 'utf8')) as Form;
  expect([form.name, form.description]).toEqual([expect.any(String), expect.any(String)]);
  for (const { type, attributes } of form.body)
    expect(Object.keys(attributes), type).toEqual(expect.arrayContaining([...(REQUIRED[type] ?? ['?'])]));
  const ids = form.body.filter(({ type }) => type !== 'markdown').map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).not.toContain(undefined);
});
