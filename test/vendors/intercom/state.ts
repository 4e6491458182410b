/** An initial state with records that no modelled operation creates. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collections } from '../../../src/core/store.ts';
import { JOURNAL_START } from '../../../src/state/journal-line.ts';
import { writeSnapshot } from '../../../src/state/snapshot.ts';
import type { collections, User } from '../../../src/vendors/intercom/collections.ts';
import { newUser } from '../../../src/vendors/intercom/profile.ts';
import { temporaryFolder } from '../../support/document.ts';
import { NOW } from './support.ts';

type RecordsOf<C extends Collections> = {
  readonly [Name in keyof C]?: readonly NonNullable<C[Name]['record']>[];
};

/** A lead, a visitor or a user with what is told of it. */
export const person = (id: string, told: Partial<User>): User => ({
  ...newUser(id.padEnd(24, '0'), new Date(NOW)),
  ...told,
});

/** @returns the directory to start with */
export function stateWith(records: RecordsOf<typeof collections>): string {
  const directory = temporaryFolder();
  const lists = Object.entries(records).map(([name, list = []]) => [name, list] as const);
  const snapshot = writeSnapshot({
    format: 2,
    ...JOURNAL_START,
    scopes: [['intercom/default', { sequence: 0, collections: lists }]],
  });
  writeFileSync(join(directory, 'state.json'), Buffer.concat([...snapshot]));
  return directory;
}
