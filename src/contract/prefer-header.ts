/** What a client asks of a reply that the contract gives, in the words of `prism mock`. */
import type { Request } from '../core/vendor.ts';

export interface Preference {
  /** Status that the reply shall have. */
  readonly code: string | undefined;
  /** Name of the example that shall answer. */
  readonly example: string | undefined;
  /** Whether to generate a body where an example would do. */
  readonly dynamic: boolean | undefined;
}

/** Query parameters that say the same as the header `Prefer`, for clients that can set no header. */
const FIELDS: Readonly<Record<string, string>> = {
  __code: 'code',
  __example: 'example',
  __dynamic: 'dynamic',
};

/** Whether a query parameter is a preference and none of the contract's own. */
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

/** The header wins over the query. */
export function preferenceOf({ headers, query }: Pick<Request, 'headers' | 'query'>): Preference {
  const wishes = new Map([...inQuery(query), ...inHeader(headers.prefer ?? '')]);
  const dynamic = wishes.get('dynamic');
  return {
    code: wishes.get('code'),
    example: wishes.get('example'),
    dynamic: dynamic === undefined ? undefined : dynamic === 'true',
  };
}

/** Whether anything is asked for. */
export const hasPreference = ({ code, example, dynamic }: Preference): boolean =>
  code !== undefined || example !== undefined || dynamic !== undefined;

/** The header that confirms what was asked for; none where nothing was. */
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
