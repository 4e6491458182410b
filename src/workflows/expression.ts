/** Runtime expressions of Arazzo: `$statusCode`, `$response.body#/id`, `$steps.create.outputs.id`. */
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';

/** A request or a reply, as expressions see it. */
export interface Message {
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface SentRequest extends Message {
  readonly url: string;
  readonly method: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

export interface Received extends Message {
  readonly status: number;
}

type Values = Readonly<Record<string, unknown>>;

/** What expressions can name at a point of a run. */
export interface Scope {
  readonly request?: SentRequest | undefined;
  readonly response?: Received | undefined;
  readonly inputs: Values;
  /** Of the workflow that a step has called. */
  readonly outputs?: Values | undefined;
  readonly steps: Readonly<Record<string, { readonly outputs: Values }>>;
  readonly workflows: Readonly<Record<string, { readonly inputs: Values; readonly outputs: Values }>>;
  readonly sources: Readonly<Record<string, { readonly url: string }>>;
}

/** A parsed expression. */
export interface Expression {
  /** As it is written. */
  readonly text: string;
  /** `statusCode`, `response`, `inputs`, … */
  readonly root: string;
  /** What follows the first dot, without the JSON pointer. */
  readonly rest: string;
  readonly pointer: string | undefined;
}

const ROOT =
  /^\$(?:(url|method|statusCode)|(request|response)\.(?:(body(?:[.[][^#\s]*)?)|((?:header|query|path)\.[^#\s]+))|(inputs|outputs|steps|workflows|sourceDescriptions)\.([^#\s]+))(?:#(\/?.*))?$/s;

/** @returns `undefined` for a text that is no expression */
export function parseExpression(text: string): Expression | undefined {
  const found = ROOT.exec(text);
  if (found === null) return undefined;
  const [, plain, message, body, part, root, rest, pointer] = found;
  return { text, root: plain ?? message ?? root ?? '', rest: body ?? part ?? rest ?? '', pointer };
}

/** The member of a value by names with dots and indexes, where a name may have dots itself. */
function dig(value: unknown, names: string): unknown {
  if (names === '') return value;
  const index = /^\[(\d+)\]\.?/.exec(names);
  if (index !== null)
    return Array.isArray(value) ? dig(value[Number(index[1])], names.slice(index[0].length)) : undefined;
  if (Array.isArray(value) && /^\d+(?=\.|$)/.test(names)) {
    const [first = '', ...others] = names.split('.');
    return dig(value[Number(first)], others.join('.'));
  }
  if (!isObject(value)) return undefined;
  // The longest name that is there: outputs may be called `order.id`.
  for (let end = names.length; end > 0; end--) {
    const next = names[end];
    if (next !== undefined && next !== '.' && next !== '[') continue;
    const name = names.slice(0, end);
    if (Object.hasOwn(value, name)) return dig(value[name], names.slice(next === '.' ? end + 1 : end));
  }
  return undefined;
}

const at = (value: unknown, pointer: string | undefined): unknown =>
  parsePointer(pointer ?? '').reduce<unknown>(
    (inside, name) =>
      Array.isArray(inside)
        ? inside[Number(name)]
        : isObject(inside) && Object.hasOwn(inside, name)
          ? inside[name]
          : undefined,
    value,
  );

function named(message: SentRequest | Received | undefined, rest: string): unknown {
  if (message === undefined) return undefined;
  if (/^body(?:[.[]|$)/.test(rest)) return dig(message.body, rest.slice(4).replace(/^\./, ''));
  const [place = '', ...names] = rest.split('.');
  const name = names.join('.');
  if (place === 'header') return message.headers[name.toLowerCase()];
  if (!('method' in message)) return undefined;
  const values = place === 'path' ? message.path : message.query;
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function rootOf({ root, rest }: Expression, scope: Scope): unknown {
  switch (root) {
    case 'url':
      return scope.request?.url;
    case 'method':
      return scope.request?.method;
    case 'statusCode':
      return scope.response?.status;
    case 'request':
      return named(scope.request, rest);
    case 'response':
      return named(scope.response, rest);
    case 'inputs':
      return dig(scope.inputs, rest);
    case 'outputs':
      return dig(scope.outputs, rest);
    case 'steps':
      return dig(scope.steps, rest);
    case 'workflows':
      return dig(scope.workflows, rest);
    default:
      return dig(scope.sources, rest);
  }
}

/** @returns the value, with its type; `undefined` where there is none */
export const evaluate = (expression: Expression, scope: Scope): unknown =>
  at(rootOf(expression, scope), expression.pointer);

/** A value with expressions replaced: whole texts keep the type, parts of texts in braces become text. */
export function fill(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => fill(item, scope));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, item]) => [name, fill(item, scope)] as const)
        .filter(([, item]) => item !== undefined),
    );
  if (typeof value !== 'string') return value;
  const whole = parseExpression(/^\{(\$[^{}]+)\}$/.exec(value)?.[1] ?? value);
  return whole === undefined ? fillText(value, scope) : evaluate(whole, scope);
}

/** A text with the expressions in its braces replaced. */
export const fillText = (text: string, scope: Scope): string =>
  text.replace(/\{(\$[^{}]+)\}/g, (part, inside: string) => {
    const expression = parseExpression(inside);
    if (expression === undefined) return part;
    const found = evaluate(expression, scope);
    return typeof found === 'string' ? found : found === undefined ? '' : JSON.stringify(found);
  });
