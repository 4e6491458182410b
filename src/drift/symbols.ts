/** Pairs of values that stand for the same thing at the vendor and in the emulator: identifiers, times, cursors. */

const NAMED =
  /(?:^|[_-])(?:ids?|uuid|guid|token|cursor|etag|slug|href|url|uri|self|next|prev|rev|version|hash|key)$|(?:Id|Ids|Uuid|Token|Cursor|Url|Uri|Href)$/i;
const TIMED =
  /(?:^|[_-])(?:at|on|time|date|timestamp|created|updated|modified|expires)$|(?:At|On|Time|Date|Timestamp)$|^(?:created|updated|modified)/;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?|^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4}/;
const IDENTIFIER = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,})$/i;

export type Scalar = string | number;

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number';

/** Whether a member is of a kind that differs from run to run. */
export const isVolatile = (name: string, value: unknown): boolean =>
  isScalar(value) &&
  (NAMED.test(name) || TIMED.test(name) || TIME.test(String(value)) || IDENTIFIER.test(String(value)));

/** Counts and flags are equal to identifiers by chance; long words are not. */
export const isIdentifier = (name: string, value: Scalar): boolean =>
  isVolatile(name, value) || (typeof value === 'string' && /^(?=.*\D).{4,}$/.test(value));

const isTime = (name: string, value: Scalar): boolean => TIMED.test(name) || TIME.test(String(value));

export interface Symbols {
  /** The emulator's value for one of the vendor's; `undefined` when it was never seen. */
  emulated(recorded: string): string | undefined;
  /**
   * @param isNew whether the reply may name a new record: a vendor may give the identifier of a deleted one again
   * @returns whether the two can be the same thing: neither was bound to another before
   */
  bind(name: string, recorded: unknown, emulated: unknown, isNew: boolean): boolean;
  /**
   * A value of a request with the vendor's identifiers replaced by the emulator's. A short one, such as 1, is an identifier only
   * under the name of one.
   *
   * @param name of the member whose value it is
   */
  translate<T>(value: T, name: string): T;
}

export function createSymbols(): Symbols {
  const known = new Map<string, Scalar>();
  const translate = (value: unknown, name: string): unknown => {
    if (isScalar(value)) {
      const found = isIdentifier(name, value) ? known.get(String(value)) : undefined;
      if (found === undefined) return value;
      return typeof value === 'string' ? String(found) : Number.isNaN(Number(found)) ? found : Number(found);
    }
    if (Array.isArray(value)) return value.map((item) => translate(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([inside, item]) => [inside, translate(item, inside)]),
    );
  };
  return {
    emulated: (recorded) => {
      const found = known.get(recorded);
      return found === undefined ? undefined : String(found);
    },
    bind: (name, recorded, emulated, isNew) => {
      if (!isScalar(recorded) || !isScalar(emulated)) return recorded === emulated;
      if (isTime(name, recorded)) return true;
      const before = known.get(String(recorded));
      if (before === undefined || isNew) known.set(String(recorded), emulated);
      return before === undefined || isNew || String(before) === String(emulated);
    },
    translate: <T>(value: T, name: string): T => translate(value, name) as T,
  };
}
