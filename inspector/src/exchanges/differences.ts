/** What differs between two exchanges, place by place. */
import type { Exchange } from '../api.ts';
import { labelOf } from '../parts/badges.tsx';
import { linesOf } from '../parts/lines.ts';

export interface Difference {
  /** Such as `status`, `request header accept` or `reply body/users/0/email`. */
  readonly place: string;
  /** `undefined` where there is no such thing in that exchange. */
  readonly first: string | undefined;
  readonly second: string | undefined;
}

type Places = ReadonlyMap<string, string>;

/** The values of a JSON body by pointer; a body of another kind is one value. */
function bodyPlaces(name: string, text: string | null): readonly (readonly [string, string])[] {
  if (text === null) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [[name, text]];
  }
  return linesOf(value).flatMap(({ pointer, kind, text: written }) =>
    pointer === undefined || (kind === 'bracket' && written.length === 1)
      ? []
      : [[`${name}${pointer}`, written]],
  );
}

/** Without the header that holds the identifier of the exchange. */
const headerPlaces = (name: string, headers: Readonly<Record<string, string>>) =>
  Object.entries(headers)
    .filter(([header]) => header !== 'x-vendouble-exchange')
    .map(([header, value]) => [`${name} ${header}`, value] as const);

const placesOf = ({ vendor, operation, request, reply, source, failure }: Exchange): Places =>
  new Map<string, string>([
    ['vendor', vendor],
    ['method', request.method],
    ['path', request.path],
    ...(operation === null ? [] : [['operation', operation] as const]),
    ...headerPlaces('request header', request.headers),
    ...bodyPlaces('request body', request.body),
    ['status', String(reply.status)],
    ['source', labelOf(source)],
    ...(failure === null ? [] : [['error', failure] as const]),
    ...headerPlaces('reply header', reply.headers),
    ...bodyPlaces('reply body', reply.body),
  ]);

export function differencesOf(one: Exchange, other: Exchange): readonly Difference[] {
  const [first, second] = [placesOf(one), placesOf(other)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .map((place) => ({ place, first: first.get(place), second: second.get(place) }))
    .filter((difference) => difference.first !== difference.second);
}
