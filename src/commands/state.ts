/** `vendouble state`: inspects, compares and repairs state directories. */
import { isDeepStrictEqual } from 'node:util';
import type { Dump } from '../core/store.ts';
import { nodeDisk } from '../state/file-system.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { type Recovered, readDirectory } from '../state/recover.ts';
import { repairDirectory } from '../state/repair.ts';
import { StateFileError } from '../state/state-error.ts';
import { vendors } from '../vendors/index.ts';
import { table } from './table.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @throws {StateFileError} for damaged state, or a directory without state */
async function read(directory: string): Promise<Recovered & { readonly dump: Dump }> {
  const found = await readDirectory(nodeDisk, directory);
  if (found.size === 0 && found.segments.length === 0)
    throw new StateFileError(`there is no state in ${directory}`);
  return { ...found, dump: await createMemoryStore(found.views).dump() };
}

/** Only reads; the directory may be in use. @throws {StateFileError} for damaged state, or a directory without state */
export async function showState(directory: string): Promise<void> {
  const { lsn, size, segments, torn, dump } = await read(directory);
  const rows = Object.entries(dump).flatMap(([scope, { sequence, collections }]) =>
    Object.entries(collections).map(([name, records]) => [
      scope,
      name,
      String(records.length),
      String(sequence),
    ]),
  );
  say(`${directory}: ${lsn} transactions; the snapshot has ${size} bytes`);
  for (const { name, lines, bytes } of segments) say(`${name}: ${lines} transactions in ${bytes} bytes`);
  if (torn !== undefined)
    say(`${torn.file}: ${torn.bytes} bytes from byte ${torn.offset} on are no whole transaction`);
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
  const [before, after] = [await read(one), await read(other)];
  for (const difference of differences(before.dump, after.dump)) {
    say(difference);
    process.exitCode = 1;
  }
}

/** Exits 1 when something could not be saved. */
export async function repairState(directory: string, { to }: { readonly to: string }): Promise<void> {
  const { kept, losses } = await repairDirectory(nodeDisk, directory, to);
  for (const loss of losses) say(loss);
  say(`${to}: ${kept} transactions are saved; ${directory} is as it was`);
  if (losses.length > 0) process.exitCode = 1;
}
