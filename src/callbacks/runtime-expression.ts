/** OpenAPI's runtime expressions: addresses that depend on a request and its reply. */
import { parsePointer } from '../core/json-pointer.ts';

/** The values that expressions can name. */
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

/** The value at a JSON pointer; `undefined` where there is none. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const key of parsePointer(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function partOf(expression: string, values: RuntimeValues): unknown {
  if (expression === '$url') return values.url;
  if (expression === '$method') return values.method;
  if (expression === '$statusCode') return values.status;
  const [, side, place, rest = ''] =
    /^\$(request|response)\.(header|query|path|body)(?:[.#](.*))?$/.exec(expression) ?? [];
  if (place === 'body') return at(values[side as 'request' | 'response'].body, rest);
  if (place === 'header') return values[side as 'request' | 'response'].headers[rest.toLowerCase()];
  if (side !== 'request' || (place !== 'query' && place !== 'path')) return undefined;
  return Object.hasOwn(values.request[place], rest) ? values.request[place][rest] : undefined;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/**
 * Fills in the expressions of an address.
 *
 * @param address a text with expressions in braces, or a single expression
 * @returns the address; `undefined` where the request or reply lacks a value that an expression names
 */
export function evaluateAddress(address: string, values: RuntimeValues): string | undefined {
  if (address.startsWith('$')) return textOf(partOf(address, values));
  let complete = true;
  const filled = address.replace(/\{(\$[^{}]+)\}/g, (_whole, expression: string) => {
    const text = textOf(partOf(expression, values));
    complete &&= text !== undefined;
    return text ?? '';
  });
  return complete ? filled : undefined;
}
