/**
 * Judges what clients saw of a set of records with a counter: is there one order of all calls, each between its beginning
 * and its end, in which every answer is right? After Wing and Gong, with the states that were tried remembered.
 */

export type Call =
  | { readonly what: 'create'; readonly id: string; readonly value: string }
  /** Creates the record where there is none. */
  | { readonly what: 'put'; readonly id: string; readonly value: string }
  | { readonly what: 'delete'; readonly id: string }
  | { readonly what: 'read'; readonly id: string }
  | { readonly what: 'list' };

/** What was answered: the counter of a created record, a value, a list, or a refusal. `lost` may have happened or not, and `unexpected` fits nothing. */
export type Answer =
  | 'ok'
  | 'taken'
  | 'missing'
  | 'lost'
  | 'unexpected'
  | { readonly counter: number }
  | { readonly value: string }
  | { readonly list: string };

export interface Event {
  readonly from: number;
  readonly to: number;
  readonly call: Call;
  readonly answer: Answer;
}

interface Records {
  readonly counter: number;
  /** Value by identifier, in the order of insertion. */
  readonly values: ReadonlyMap<string, string>;
}

const textOf = ({ counter, values }: Records): string => JSON.stringify([counter, ...values]);

const listOf = (values: Iterable<readonly [string, string]>): string =>
  Array.from(values, ([id, value]) => `${id}=${value}`).join(' ');

/** What a call does and answers when it happens alone. */
function happen({ counter, values }: Records, call: Call): [Records, Answer] {
  const same = { counter, values };
  if (call.what === 'list') return [same, { list: listOf(values) }];
  const { id } = call;
  const value = values.get(id);
  if (call.what === 'create') {
    if (value !== undefined) return [same, 'taken'];
    const next = counter + 1;
    return [{ counter: next, values: new Map([...values, [id, call.value]]) }, { counter: next }];
  }
  if (call.what === 'put') {
    const put = new Map([...values, [id, call.value] as const]);
    return [{ counter: value === undefined ? counter + 1 : counter, values: put }, 'ok'];
  }
  if (value === undefined) return [same, 'missing'];
  if (call.what === 'read') return [same, { value }];
  const after = new Map(values);
  after.delete(id);
  return [{ counter, values: after }, 'ok'];
}

/** States in which the calls may leave the records, when their answers are right; none when they cannot all be right. */
export function explain(events: readonly Event[]): boolean {
  const sorted = events.toSorted((one, other) => one.from - other.from);
  const seen = new Set<string>();
  const visit = (done: ReadonlySet<number>, first: number, records: Records): boolean => {
    let begin = first;
    while (done.has(begin)) begin++;
    if (begin >= sorted.length) return true;
    const ahead = [...done].filter((at) => at > begin).sort((one, other) => one - other);
    const key = `${begin} ${ahead.join()} ${textOf(records)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    // Nothing may come before a call that had ended when it began.
    let end = Number.POSITIVE_INFINITY;
    for (let at = begin; at < sorted.length; at++) {
      const event = sorted[at];
      if (event === undefined || event.from > end) break;
      if (done.has(at)) continue;
      end = Math.min(end, event.answer === 'lost' ? Number.POSITIVE_INFINITY : event.to);
      const [after, answer] = happen(records, event.call);
      const next = new Set([...ahead, at]);
      if (event.answer === 'lost') {
        if (visit(next, begin, after) || visit(next, begin, records)) return true;
      } else if (JSON.stringify(answer) === JSON.stringify(event.answer) && visit(next, begin, after))
        return true;
    }
    return false;
  };
  return visit(new Set(), 0, { counter: 0, values: new Map() });
}
