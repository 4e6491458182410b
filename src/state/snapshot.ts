/**
 * The snapshot: JSON that lowdb can open, one record on each line, with a checksum at its end. It is written in slices,
 * so that a large one does not block the event loop.
 */

import { checksum, checksumHex, type JournalPosition } from './journal-line.ts';
import type { ScopeView } from './scope.ts';
import { damagedFile, StateFileError } from './state-error.ts';

/** What the file holds. `format` is for later versions. */
export interface SnapshotContent extends JournalPosition {
  readonly format: 2;
  readonly scopes: Iterable<readonly [string, ScopeView]>;
}

const FORMAT = 2;

function* listed<T>(
  items: Iterable<T>,
  indent: string,
  open: string,
  close: string,
  show: (item: T) => Iterable<string>,
): Iterable<string> {
  let some = false;
  for (const item of items) {
    yield some ? `,\n${indent}  ` : `${open}\n${indent}  `;
    some = true;
    yield* show(item);
  }
  yield some ? `\n${indent}${close}` : open + close;
}

function* textOf({ lsn, chain, scopes }: SnapshotContent): Iterable<string> {
  yield `{\n  "format": ${FORMAT},\n  "lsn": ${lsn},\n  "chain": "${chain}",\n  "scopes": `;
  yield* listed(scopes, '  ', '{', '}', function* ([name, { sequence, collections }]) {
    yield `${JSON.stringify(name)}: {\n      "sequence": ${sequence},\n      "collections": `;
    yield* listed(collections, '      ', '{', '}', function* ([collection, records]) {
      yield `${JSON.stringify(collection)}: `;
      yield* listed(records, '        ', '[', ']', function* (record) {
        yield JSON.stringify(record);
      });
    });
    yield '\n    }';
  });
  yield ',\n';
}

const sealOf = (sum: number): string => `  "checksum": "${checksumHex(sum)}"\n}\n`;

/** About a millisecond of work. */
const SLICE = 128 * 1024;

/** The file in slices. The event loop may run between two of them. */
export function* writeSnapshot(content: SnapshotContent): Iterable<Buffer> {
  let gathered = '';
  let sum = 0;
  for (const text of textOf(content)) {
    gathered += text;
    if (gathered.length < SLICE) continue;
    const slice = Buffer.from(gathered);
    sum = checksum(slice, sum);
    gathered = '';
    yield slice;
  }
  const rest = Buffer.from(gathered);
  yield Buffer.concat([rest, Buffer.from(sealOf(checksum(rest, sum)))]);
}

const MEMBER = /^ *("(?:[^"\\]|\\.)*"): (.*?),?$/;

/** Tells lines apart by their indentation, because only `writeSnapshot` writes them. */
function readScopes(bytes: Buffer): [string, ScopeView][] {
  const scopes: [string, { sequence: number; collections: [string, object[]][] }][] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(LF, at);
    const line = bytes.toString('utf8', at, end);
    at = end + 1;
    const scope = scopes.at(-1)?.[1];
    const indent = line.search(/[^ ]/);
    if (indent === 10) scope?.collections.at(-1)?.[1].push(JSON.parse(line.replace(/,$/, '')));
    const [, name, value] = (indent < 10 && MEMBER.exec(line)) || [];
    if (name === undefined) continue;
    if (indent === 4) scopes.push([JSON.parse(name), { sequence: 0, collections: [] }]);
    else if (indent === 6 && scope !== undefined && name === '"sequence"') scope.sequence = Number(value);
    else if (indent === 8) scope?.collections.push([JSON.parse(name), []]);
  }
  return scopes;
}

const LF = 0x0a;
const HEAD = /^\{\n {2}"format": (\d+),\n {2}"lsn": (\d+),\n {2}"chain": "([0-9a-f]{8})",\n {2}"scopes": \{/;
const SEAL = / {2}"checksum": "([0-9a-f]{8})"\n\}\n$/;

const otherFormat = (file: string, format: string): StateFileError =>
  new StateFileError(
    `the state file ${file} has format ${format}, and this version of vendouble reads format ${FORMAT}. Nothing was changed. Start with the version that wrote it, or name another directory with --state`,
  );

/** @throws {StateFileError} when `writeSnapshot` did not write the file like this */
export function readSnapshot(bytes: Buffer, file: string): SnapshotContent {
  const head = HEAD.exec(bytes.toString('utf8', 0, 200));
  const other = /^\{\s*"format":\s*(\d+)/.exec(bytes.toString('utf8', 0, 200))?.[1];
  if (other !== undefined && Number(other) !== FORMAT) throw otherFormat(file, other);
  if (head === null) throw damagedFile(file, 0, 'it does not begin as this version writes it');
  const [, , lsn, chain = ''] = head;
  const sealed = SEAL.exec(bytes.toString('latin1', Math.max(0, bytes.length - 40)));
  const end = bytes.length - (sealed?.[0].length ?? 0);
  if (sealed === null) throw damagedFile(file, end, 'its end is missing');
  if (checksumHex(checksum(bytes.subarray(0, end))) !== sealed[1])
    throw damagedFile(file, end, 'the checksum here is not that of what stands before it');
  return { format: FORMAT, lsn: Number(lsn), chain, scopes: readScopes(bytes.subarray(0, end)) };
}
