/** `vendouble state`: inspects, compares, copies and repairs state directories and databases. */
import { isDeepStrictEqual } from 'node:util';
import type { Dump } from '../core/store.ts';
import { withStateDatabase } from '../postgres/maintenance.ts';
import { isDatabaseUrl, withoutPassword } from '../postgres/url.ts';
import { checkpoint } from '../state/checkpoint.ts';
import { nodeDisk } from '../state/file-system.ts';
import { JOURNAL_START } from '../state/journal-line.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { type Recovered, readDirectory } from '../state/recover.ts';
import { repairDirectory } from '../state/repair.ts';
import { viewsIn } from '../state/scope.ts';
import { StateFileError } from '../state/state-error.ts';
import { vendors } from '../vendors/index.ts';
import { table } from './table.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @throws {StateFileError} for damaged state, or a directory without state */
async function readState(directory: string): Promise<Recovered & { readonly dump: Dump }> {
  const found = await readDirectory(nodeDisk, directory);
  if (found.size === 0 && found.segments.length === 0)
    throw new StateFileError(`there is no state in ${directory}`);
  return { ...found, dump: await createMemoryStore(found.views).dump() };
}

const dumpIn = (place: string): Promise<{ readonly dump: Dump }> =>
  isDatabaseUrl(place) ? withStateDatabase(place, ({ read }) => read()) : readState(place);

/** Only reads; the state may be in use. @throws {StateFileError} for damaged state, or a place without state */
export async function showState(place: string): Promise<void> {
  let dump: Dump;
  if (isDatabaseUrl(place)) {
    const { shown, read } = await withStateDatabase(place, async (database) => ({
      shown: database.shown,
      read: await database.read(),
    }));
    dump = read.dump;
    say(`${shown}: format ${read.format}`);
    for (const loss of read.losses) say(loss);
  } else {
    const { lsn, size, segments, torn, ...found } = await readState(place);
    dump = found.dump;
    say(`${place}: ${lsn} transactions; the snapshot has ${size} bytes`);
    for (const { name, lines, bytes } of segments) say(`${name}: ${lines} transactions in ${bytes} bytes`);
    if (torn !== undefined)
      say(`${torn.file}: ${torn.bytes} bytes from byte ${torn.offset} on are no whole transaction`);
  }
  const rows = Object.entries(dump).flatMap(([scope, { sequence, collections }]) =>
    Object.entries(collections).map(([name, records]) => [
      scope,
      name,
      String(records.length),
      String(sequence),
    ]),
  );
  say(table(['account', 'collection', 'records', 'counter'], rows));
}

type Records = Dump[string]['collections'][string];

/** Records by the key of their collection; by their whole content when the vendor is unknown. */
function byKey(scope: string, collection: string, records: Records): Map<string, Records[number]> {
  const vendor = vendors.find(({ name }) => name === scope.split('/')[0]);
  const key = vendor?.collections[collection]?.key;
  return new Map(
    records.map((record) => [key === undefined ? JSON.stringify(record) : String(record[key]), record]),
  );
}

const NONE: Dump[string] = { sequence: 0, collections: {} };

const namesIn = (one: object, other: object): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();

function* differences(one: Dump, other: Dump): Iterable<string> {
  for (const scope of namesIn(one, other)) {
    const [before, after] = [one[scope] ?? NONE, other[scope] ?? NONE];
    if (before.sequence !== after.sequence)
      yield `~ ${scope} counter: ${before.sequence} → ${after.sequence}`;
    for (const collection of namesIn(before.collections, after.collections)) {
      const left = byKey(scope, collection, before.collections[collection] ?? []);
      const right = byKey(scope, collection, after.collections[collection] ?? []);
      const where = `${scope} ${collection}`;
      for (const [key, record] of left) {
        const now = right.get(key);
        if (now === undefined) yield `- ${where} ${key}`;
        else
          for (const field of namesIn(record, now))
            if (!isDeepStrictEqual(record[field], now[field]))
              yield `~ ${where} ${key} ${field}: ${JSON.stringify(record[field])} → ${JSON.stringify(now[field])}`;
      }
      for (const key of right.keys()) if (!left.has(key)) yield `+ ${where} ${key}`;
    }
  }
}

/** Exits 1 when there is a difference. @throws {StateFileError} for damaged state, or a directory without state */
export async function diffStates(one: string, other: string): Promise<void> {
  const [before, after] = [await dumpIn(one), await dumpIn(other)];
  for (const difference of differences(before.dump, after.dump)) {
    say(difference);
    process.exitCode = 1;
  }
}

/** @throws {StateFileError} when the directory is not empty */
async function writeDirectory(dump: Dump, to: string): Promise<void> {
  if ((await nodeDisk.list(to)).length > 0)
    throw new StateFileError(`the directory ${to} is not empty; name a new one with --to`);
  await nodeDisk.makeDirectory(to);
  await checkpoint(nodeDisk, to, { format: 2, ...JOURNAL_START, scopes: viewsIn(dump) });
}

interface Target {
  readonly to: string;
}

const recordsIn = (dump: Dump): number =>
  Object.values(dump).reduce(
    (sum, { collections }) =>
      sum + Object.values(collections).reduce((some, records) => some + records.length, 0),
    0,
  );

/** Exits 1 when something could not be saved. */
export async function repairState(place: string, { to }: Target): Promise<void> {
  if (isDatabaseUrl(place)) {
    const { dump, losses } = await withStateDatabase(place, ({ read }) => read());
    await writeDirectory(dump, to);
    for (const loss of losses) say(loss);
    say(`${to}: ${recordsIn(dump)} records are saved; the database is as it was`);
    if (losses.length > 0) process.exitCode = 1;
    return;
  }
  const { kept, losses } = await repairDirectory(nodeDisk, place, to);
  for (const loss of losses) say(loss);
  say(`${to}: ${kept} transactions are saved; ${place} is as it was`);
  if (losses.length > 0) process.exitCode = 1;
}

/** Copies a database into a directory. @throws {StateFileError} for records that cannot be read */
export async function exportState(place: string, { to }: Target): Promise<void> {
  if (!isDatabaseUrl(place)) throw new StateFileError(`${withoutPassword(place)} is no postgres:// URL`);
  const { dump, losses } = await withStateDatabase(place, ({ read }) => read());
  if (losses[0] !== undefined)
    throw new StateFileError(`${losses[0]}; \`vendouble state repair\` saves the others`);
  await writeDirectory(dump, to);
  say(`${to}: ${recordsIn(dump)} records of ${Object.keys(dump).length} accounts`);
}

/** Copies a directory into a database without records. @throws {StateFileError} when it has some */
export async function importState(directory: string, { to }: Target): Promise<void> {
  if (!isDatabaseUrl(to)) throw new StateFileError(`--to ${withoutPassword(to)} is no postgres:// URL`);
  const { dump } = await readState(directory);
  await withStateDatabase(to, ({ fill }) => fill(dump));
  say(`${withoutPassword(to)}: ${recordsIn(dump)} records of ${Object.keys(dump).length} accounts`);
}

/** Brings a database to the format of this version, or says what that would do. */
export async function migrateState(
  place: string,
  { dryRun = false }: { readonly dryRun?: boolean },
): Promise<void> {
  if (!isDatabaseUrl(place)) throw new StateFileError(`${withoutPassword(place)} is no postgres:// URL`);
  await withStateDatabase(place, async ({ shown, pending, migrate }) => {
    const steps = await pending();
    if (steps.length === 0) return say(`${shown}: it has the format of this version`);
    if (!dryRun) await migrate();
    for (const step of steps) say(`${shown}: ${dryRun ? 'would run' : 'ran'} ${step}`);
  });
}
