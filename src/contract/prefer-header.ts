/** The `Prefer` header, by which a client chooses the reply of the contract, as with `prism mock`. */
import type { Request } from '../core/vendor.ts';

export interface Preference {
  /** Status of the reply. */
  readonly code: string | undefined;
  /** Name of the example to reply with. */
  readonly example: string | undefined;
  /** Whether to generate a body although there is an example. */
  readonly dynamic: boolean | undefined;
}

/** Query parameters with the same meaning as the `Prefer` header, for clients that cannot set headers. */
const FIELDS: Readonly<Record<string, string>> = {
  __code: 'code',
  __example: 'example',
  __dynamic: 'dynamic',
};

/** Whether a query parameter is a preference and not a parameter of the contract. */
export const isPreference = (name: string): boolean => Object.hasOwn(FIELDS, name);

function inHeader(header: string): readonly (readonly [string, string])[] {
  return header.split(/[,;]/).map((wish) => {
    const [name = '', value = ''] = wish.split('=', 2);
    return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
  });
}

const inQuery = (query: string): readonly (readonly [string, string])[] =>
  query.includes('__')
    ? [...new URLSearchParams(query)].flatMap(([name, value]) =>
        FIELDS[name] === undefined || !isPreference(name) ? [] : [[FIELDS[name], value] as const],
      )
    : [];

/** The preference of a request. The header wins over the query. */
export function preferenceOf({ headers, query }: Pick<Request, 'headers' | 'query'>): Preference {
  const wishes = new Map([...inQuery(query), ...inHeader(headers.prefer ?? '')]);
  const dynamic = wishes.get('dynamic');
  return {
    code: wishes.get('code'),
    example: wishes.get('example'),
    dynamic: dynamic === undefined ? undefined : dynamic === 'true',
  };
}

/** Whether the request has a preference. */
export const hasPreference = ({ code, example, dynamic }: Preference): boolean =>
  code !== undefined || example !== undefined || dynamic !== undefined;

/** The `preference-applied` header of the reply; nothing without a preference. */
export function preferenceAppliedHeader({
  code,
  example,
  dynamic,
}: Preference): Readonly<Record<string, string>> {
  const applied = [
    code === undefined ? [] : `code=${code}`,
    example === undefined ? [] : `example=${example}`,
    dynamic === undefined ? [] : `dynamic=${dynamic}`,
  ].flat();
  return applied.length === 0 ? {} : { 'preference-applied': applied.join(', ') };
}
