/** Reads the target of a request, path and query, and refuses one that is too long. */
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import { refuseTooManyFields } from './parse-body.ts';

/** Most bytes of path and query. No vendor is known to document its limit; servers in front of vendors commonly stop here. */
const LONGEST = 8 * 1024;

export interface RequestTarget {
  /** The world that the URL names. */
  readonly world: string | undefined;
  /** First segment of the rest. */
  readonly name: string;
  /** What follows that segment, neither decoded nor normalised. */
  readonly path: string;
  readonly query: string;
}

/** @param url path and query, or an absolute URL */
export function parseTarget(url: string): RequestTarget {
  const absolute = url.startsWith('/') ? undefined : /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  const rest = absolute === undefined ? url : url.slice(absolute.length);
  const { path: whole, query } = splitTarget(rest);
  const world = whole.startsWith('/w/') ? whole.slice(3).split('/', 1)[0] : undefined;
  const path = world === undefined ? whole : whole.slice(3 + world.length);
  const slash = path.indexOf('/', 1);
  return {
    world,
    name: slash < 0 ? path.slice(1) : path.slice(1, slash),
    path: slash < 0 ? '' : path.slice(slash),
    query,
  };
}

/** Refuses a target that is too long. Cut to what fits, it would be another request. */
export function refuseTarget(path: string, query: string): Refusal | undefined {
  const bytes = path.length + query.length;
  return bytes > LONGEST
    ? refusal(
        'URL_LENGTH',
        414,
        `path and query have ${bytes} bytes, and ${LONGEST} are taken; send what is long in a body`,
      )
    : refuseTooManyFields(query, 'query');
}
