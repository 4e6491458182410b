/** Which media types are sequences of items, and how they are read and written. */
import type { Schema } from '../schema/compile.ts';
import { eventStream } from './event-stream.ts';
import { jsonLines, jsonSequence } from './json-texts.ts';
import { mixedParts } from './mixed-parts.ts';
import type { SequenceFormat } from './sequence-format.ts';

/** A body that is a sequence of items. */
export interface ItemSequence {
  readonly format: SequenceFormat;
  /** The `itemSchema`, or else the `items` of the schema. */
  readonly item: Schema | undefined;
  /** The schema of the whole list. */
  readonly whole: Schema | undefined;
}

const LINES = new Set([
  'application/jsonl',
  'application/x-ndjson',
  'application/ndjson',
  'application/x-jsonlines',
]);

/** The format of a sequential media type; `undefined` for every other. @param essence lower case, without parameters */
export function sequenceFormat(essence: string): SequenceFormat | undefined {
  if (LINES.has(essence)) return jsonLines;
  if (/[/+]json-seq$/.test(essence)) return jsonSequence;
  if (essence === 'text/event-stream') return eventStream;
  return essence === 'multipart/mixed' ? mixedParts : undefined;
}
