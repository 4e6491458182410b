/** The API version of a request: the parameter `version` of the media type that the framework picks from `Accept`. */
import { fail, type Request } from '../../core/vendor.ts';

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function mediaRangeOf(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const pairs = parameters.map((parameter): [string, string] => {
    const [name = '', value = ''] = parameter.split('=');
    return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
  });
  return { type: type.toLowerCase(), parameters: new Map(pairs) };
}

/** The framework tries more precise types first, and equally precise ones in the order of the header. */
function precision({ type, parameters }: MediaRange): number {
  if (type.startsWith('*')) return 0;
  if (type.endsWith('/*')) return 1;
  return [...parameters.keys()].every((name) => name === 'q') ? 2 : 3;
}

const JSON_RANGES: ReadonlySet<string> = new Set(['application/json', 'application/*', '*/*', '*']);

/** Version 1 is the default. That it can also be named is assumed. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['1', 'v1'],
  ['2', 'v2'],
]);

export function selectVersion({ headers }: Request): string {
  const ranges = (headers.accept ?? '*/*').split(',').map(mediaRangeOf);
  const chosen = ranges
    .toSorted((one, other) => precision(other) - precision(one))
    .find(({ type }) => JSON_RANGES.has(type));
  if (chosen === undefined) throw fail('not_acceptable');
  const version = VERSIONS.get(chosen.parameters.get('version') ?? '1');
  if (version === undefined) throw fail('unknown_version');
  return version;
}
