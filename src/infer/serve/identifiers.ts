/** Identifiers of new records: such as every schema that describes them allows, and like those in its examples. */
import type { Node } from '../../contract/document/load-document.ts';
import { fakeData, GenerationError } from '../../contract/schema/fake-data.ts';
import { type Ids, seedOf } from '../../core/ids.ts';
import { schemaKeyword } from '../schema-properties.ts';
import { acceptsValue, typesOf } from './generated-values.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall } from './stored-records.ts';

const SHORT = 6;
const LONG = 10;
const PLAIN = 20;
/** Values that are generated for each schema, some of which may be null. */
const GENERATED = 5;

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** `count` characters of these, drawn from the stream. */
const drawn = (ids: Ids, characters: string, count: number): string =>
  [...Buffer.from(ids.hex(2 * count), 'hex')].map((byte) => characters[byte % characters.length]).join('');

/** The characters that the last part of an example is made of. */
function charactersOf(tail: string): string {
  if (/^\d+$/.test(tail)) return DIGITS;
  if (/^[0-9a-f]+$/.test(tail) && /\d/.test(tail)) return HEX;
  if (/^[0-9A-F]+$/.test(tail) && /\d/.test(tail)) return HEX.toUpperCase();
  const upper = /[A-Z]/.test(tail) ? LOWER.toUpperCase() : '';
  const lower = /[a-z]/.test(tail) ? LOWER : '';
  return upper + lower + (/\d/.test(tail) ? DIGITS : '');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An identifier like an example: with its beginning, and an end of the same kind. */
function likeSample(sample: string, number: number, ids: Ids, now: Date): string | undefined {
  if (UUID.test(sample)) return ids.uuid();
  if (/^\d+$/.test(sample)) return sample.length > LONG ? drawn(ids, DIGITS, sample.length) : String(number);
  if (/^[0-9a-f]{24}$/.test(sample)) return ids.objectId(now);
  const [, beginning = '', tail = ''] = /^(.*?)([A-Za-z0-9]+)$/.exec(sample) ?? [];
  // A word alone, such as `string`, is no example of an identifier.
  if (tail === '' || (!/\d/.test(tail) && !/^[A-Za-z]{1,6}[_-]$/.test(beginning))) return undefined;
  return beginning + drawn(ids, charactersOf(tail), Math.max(tail.length, tail.length < SHORT ? LONG : 0));
}

const samplesOf = (plan: OperationPlan, node: Node): readonly string[] => {
  const word = (name: string): unknown => schemaKeyword(plan.contract.documents, node, name);
  const several = word('examples');
  return [word('example'), ...(Array.isArray(several) ? several : [])].filter(
    (value) => typeof value === 'string',
  );
};

const NUMERIC = ['int32', 'int64', 'integer', 'number'];

function* textsFor(
  plan: OperationPlan,
  nodes: readonly Node[],
  number: number,
  { ids, now }: InferredCall,
): Iterable<string> {
  const { documents, schemas } = plan.contract;
  const words = (name: string): readonly unknown[] =>
    nodes.map((node) => schemaKeyword(documents, node, name)).filter((value) => value !== undefined);
  for (const sample of nodes.flatMap((node) => samplesOf(plan, node))) {
    const like = likeSample(sample, number, ids, now);
    if (like !== undefined) yield like;
  }
  if (words('format').some((format) => NUMERIC.includes(String(format)))) yield String(number);
  yield ids.uuid();
  yield ids.objectId(now);
  const least = Math.max(0, ...words('minLength').map(Number));
  const most = Math.min(PLAIN + least, ...words('maxLength').map(Number));
  const length = Math.min(most, Math.max(least, PLAIN));
  yield ids.alphanumeric(length);
  yield ids.hex(length);
  yield String(number).padStart(length, '0');
  yield String(number);
  for (const node of nodes.flatMap((one) => Array<Node>(GENERATED).fill(one))) {
    const seed = ids.hex(16);
    try {
      const value = fakeData(
        schemas.compile(node),
        schemas,
        (attempt) => seedOf(seed, String(attempt)),
        'identifier',
      );
      if (typeof value === 'string') yield value;
    } catch (cause) {
      if (!(cause instanceof GenerationError)) throw cause;
    }
  }
}

/** The number of a record as an identifier, within the bounds of its schemas. */
function numberFor(plan: OperationPlan, nodes: readonly Node[], number: number): number {
  const least = nodes
    .map((node) => schemaKeyword(plan.contract.documents, node, 'minimum'))
    .filter((value) => typeof value === 'number');
  return number + Math.max(0, ...least.map((value) => Math.ceil(value) - 1));
}

/**
 * An identifier that every schema allows.
 *
 * @param nodes the schemas of the property and of the path parameters
 * @param number a number that no other record has
 * @param shown whether replies show it; otherwise the number will do where it is allowed
 */
export function generateIdentifier(
  plan: OperationPlan,
  nodes: readonly Node[],
  number: number,
  call: InferredCall,
  shown = true,
): string | number {
  const isNumber = nodes.some((node) => {
    const types = typesOf(plan, node);
    return (types.has('integer') || types.has('number')) && !types.has('string');
  });
  if (isNumber) {
    const value = numberFor(plan, nodes, number);
    const [property] = nodes;
    return property === undefined || acceptsValue(plan, property, value) ? value : String(value);
  }
  const plain = String(number);
  if (!shown && nodes.every((node) => acceptsValue(plan, node, plain))) return plain;
  for (const value of textsFor(plan, nodes, number, call))
    if (value !== '' && nodes.every((node) => acceptsValue(plan, node, value))) return value;
  return plain;
}
