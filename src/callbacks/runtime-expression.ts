/** OpenAPI's runtime expressions: addresses that depend on a request and its reply. */
import { parsePointer } from '../core/json-pointer.ts';

/** What expressions speak of. */
export interface RuntimeValues {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly request: Side & {
    readonly query: Readonly<Record<string, string>>;
    readonly path: Readonly<Record<string, string>>;
  };
  readonly response: Side;
}

interface Side {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What stands at a JSON pointer; `undefined` where nothing does. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const key of parsePointer(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function partOf(expression: string, happened: RuntimeValues): unknown {
  if (expression === '$url') return happened.url;
  if (expression === '$method') return happened.method;
  if (expression === '$statusCode') return happened.status;
  const [, side, place, rest = ''] =
    /^\$(request|response)\.(header|query|path|body)(?:[.#](.*))?$/.exec(expression) ?? [];
  if (place === 'body') return at(happened[side as 'request' | 'response'].body, rest);
  if (place === 'header') return happened[side as 'request' | 'response'].headers[rest.toLowerCase()];
  if (side !== 'request' || (place !== 'query' && place !== 'path')) return undefined;
  return Object.hasOwn(happened.request[place], rest) ? happened.request[place][rest] : undefined;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/**
 * @param address a text with expressions in braces, or one expression alone
 * @returns the address, or `undefined` where the request or its reply lacks what an expression names
 */
export function evaluateAddress(address: string, happened: RuntimeValues): string | undefined {
  if (address.startsWith('$')) return textOf(partOf(address, happened));
  let complete = true;
  const filled = address.replace(/\{(\$[^{}]+)\}/g, (_whole, expression: string) => {
    const text = textOf(partOf(expression, happened));
    complete &&= text !== undefined;
    return text ?? '';
  });
  return complete ? filled : undefined;
}
