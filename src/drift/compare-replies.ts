/**
 * Differences between a recorded reply and the emulator's. Only what the client itself sent is compared by value: what a
 * server makes up, such as identifiers, times and defaults, differs between any two servers.
 */
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { Difference } from './drift-finding.ts';
import { isIdentifier, isScalar, isVolatile, type Symbols } from './symbols.ts';

/** Values that clients sent, by the name of the member. */
export interface SentValues {
  add(value: unknown): void;
  has(name: string, value: unknown): boolean;
  /** Whether a client chose a value as an identifier, under whatever name. */
  hasIdentifier(value: string): boolean;
}

export function createSentValues(): SentValues {
  const sent = new Map<string, Set<string>>();
  const identifiers = new Set<string>();
  const add = (value: unknown, name = ''): void => {
    if (Array.isArray(value)) for (const item of value) add(item, name);
    else if (isObject(value)) for (const [inside, item] of Object.entries(value)) add(item, inside);
    else {
      const known = sent.get(name) ?? new Set();
      sent.set(name, known.add(JSON.stringify(value)));
      if (isScalar(value) && isIdentifier(name, value)) identifiers.add(String(value));
    }
  };
  return {
    add,
    has: (name, value) => sent.get(name)?.has(JSON.stringify(value)) ?? false,
    hasIdentifier: (value) => identifiers.has(value),
  };
}

export interface ReplyComparison {
  readonly symbols: Symbols;
  readonly sent: SentValues;
  /** Whether the call may have made a record. */
  readonly creates: boolean;
}

const different = (
  kind: string,
  severity: Difference['severity'],
  pointer: string,
  message: string,
): Difference => ({ kind, severity, against: 'emulator', pointer, message });

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Whether any value inside was sent under its own name. */
function wasSent(name: string, value: unknown, sent: SentValues): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => wasSent(name, item, sent));
  if (isObject(value)) return Object.entries(value).some(([inside, item]) => wasSent(inside, item, sent));
  return sent.has(name, value);
}

function compareLists(
  recorded: readonly unknown[],
  emulated: readonly unknown[],
  name: string,
  pointer: string,
  comparison: ReplyComparison,
): readonly Difference[] {
  const identity = (item: unknown): string | undefined =>
    isObject(item) && isVolatile('id', item.id) ? String(item.id) : undefined;
  const wanted = recorded.map((item) => {
    const id = identity(item);
    return id === undefined ? undefined : comparison.symbols.emulated(id);
  });
  if (wanted.some((id) => id === undefined)) {
    if (recorded.some(isObject) || !wasSent(name, emulated, comparison.sent)) return [];
    return JSON.stringify(recorded) === JSON.stringify(emulated)
      ? []
      : [
          JSON.stringify(recorded.toSorted()) === JSON.stringify(emulated.toSorted())
            ? different(
                'order-differs',
                'cosmetic',
                pointer,
                `the vendor sends ${show(recorded)}, the emulator ${show(emulated)}`,
              )
            : different(
                'value-differs',
                'breaking',
                pointer,
                `the vendor sends ${show(recorded)}, the emulator ${show(emulated)}`,
              ),
        ];
  }
  const given = emulated.map(identity);
  const found = recorded.flatMap((item, index) => {
    const twin = emulated[given.indexOf(wanted[index])];
    return twin === undefined
      ? [different('item-missing', 'breaking', `${pointer}/*`, `the emulator does not list ${show(item)}`)]
      : compareBodies(item, twin, `${pointer}/*`, comparison, '');
  });
  const common = given.filter((id) => wanted.includes(id));
  if (found.length === 0 && JSON.stringify(common) !== JSON.stringify(wanted))
    return [different('order-differs', 'cosmetic', pointer, 'the vendor lists the records in another order')];
  const more = given.filter((id) => !wanted.includes(id)).length;
  return more === 0
    ? found
    : [
        ...found,
        different(
          'item-missing',
          'breaking',
          `${pointer}/*`,
          `the emulator lists ${more} more than the vendor`,
        ),
      ];
}

/** @param name of the member whose values these are */
export function compareBodies(
  recorded: unknown,
  emulated: unknown,
  pointer: string,
  comparison: ReplyComparison,
  name: string,
): readonly Difference[] {
  const { symbols, sent, creates } = comparison;
  if (Array.isArray(recorded) && Array.isArray(emulated))
    return compareLists(recorded, emulated, name, pointer, comparison);
  if (isObject(recorded) && isObject(emulated)) {
    return Object.entries(emulated).flatMap(([inside, value]) => {
      const at = `${pointer}${formatPointer(inside)}`;
      if (Object.hasOwn(recorded, inside))
        return compareBodies(recorded[inside], value, at, comparison, inside);
      return wasSent(inside, value, sent)
        ? [
            different(
              'member-dropped',
              'breaking',
              at,
              `the vendor does not keep ${JSON.stringify(inside)}; the emulator does`,
            ),
          ]
        : [];
    });
  }
  if (isVolatile(name, recorded) && isVolatile(name, emulated) && !sent.has(name, emulated))
    return symbols.bind(name, recorded, emulated, creates)
      ? []
      : [
          different(
            'reference-differs',
            'breaking',
            pointer,
            `${show(recorded)} stands for another record than in the emulator`,
          ),
        ];
  const [before, after] = [JSON.stringify(symbols.translate(recorded, name)), JSON.stringify(emulated)];
  if (before === after || JSON.stringify(recorded) === after || !wasSent(name, emulated, sent)) return [];
  return kindOf(recorded) === kindOf(emulated)
    ? [
        different(
          'value-differs',
          'breaking',
          pointer,
          `the vendor sends ${show(recorded)}, the emulator ${show(emulated)}`,
        ),
      ]
    : [
        different(
          'type-differs',
          'breaking',
          pointer,
          `the vendor sends ${kindOf(recorded)}, the emulator ${kindOf(emulated)}`,
        ),
      ];
}
