/** Calls that differ from a valid one by one change, each judged to be wrong before it is sent. */
import { isList, isObject, type Json, replaced } from './json.ts';
import { isJson, isMultipart } from './media.ts';
import type { Parameter } from './operations.ts';
import { type Rules, rulesOf } from './rules.ts';
import { fits } from './texts.ts';
import type { Reader } from './valid.ts';
import type { Bent, Given } from './write.ts';

export interface Wrong {
  readonly kind: string;
  /** What the refusal should name. */
  readonly name: string;
  /** `body/a/b` or `query/limit`. */
  readonly where: string;
  readonly given: Given;
  readonly bent: Bent;
}

interface Change {
  readonly kind: string;
  readonly tokens: readonly string[];
  readonly put: Json | undefined;
}

const TEXT = 'judge-text';
const UNKNOWN = 'judgeUnknown';

function* lengths(rules: Rules, value: Json): Generator<Json> {
  const bound = (name: string): number => rules.bounds.get(name) ?? -1;
  if (typeof value === 'string') {
    if (bound('minLength') > 0) yield value.slice(0, bound('minLength') - 1);
    if (bound('maxLength') >= 0 && bound('maxLength') < 5000) yield value.padEnd(bound('maxLength') + 1, 'a');
  }
  if (isList(value)) {
    if (bound('minItems') > 0) yield value.slice(0, bound('minItems') - 1);
    const [first] = value;
    if (bound('maxItems') >= 0 && bound('maxItems') < 200 && first !== undefined)
      yield Array.from({ length: bound('maxItems') + 1 }, (_, index) => value[index] ?? first);
  }
}

function* ranges({ bounds, format }: Rules): Generator<Json> {
  const [least, most] = [bounds.get('minimum'), bounds.get('maximum')];
  const [above, under] = [bounds.get('exclusiveMinimum'), bounds.get('exclusiveMaximum')];
  if (least !== undefined) yield least - 1;
  if (most !== undefined) yield most + 1;
  if (format === 'int32') yield 2 ** 31;
  if (above !== undefined) yield above;
  if (under !== undefined) yield under;
}

/** The changes that a place allows, whose rules are known. */
function* changesAt(rules: Rules, value: Json, tokens: readonly string[]): Generator<Change> {
  const isWhole = tokens.length === 0;
  if (!isWhole) yield { kind: 'wrong type', tokens, put: typeof value === 'string' ? { judge: true } : TEXT };
  if (rules.enum !== undefined)
    yield { kind: 'outside enum', tokens, put: typeof value === 'number' ? 987654 : TEXT };
  if (typeof value === 'number') for (const put of ranges(rules)) yield { kind: 'out of range', tokens, put };
  for (const put of lengths(rules, value)) yield { kind: 'wrong length', tokens, put };
  if (typeof value === 'string' && rules.patterns.length > 0)
    for (const text of ['!', '§§§', ' x ', 'judge text', '-'].map((one) =>
      one.padEnd(rules.bounds.get('minLength') ?? 0, '!'),
    ))
      if (!fits(text, rules)) yield { kind: 'wrong pattern', tokens, put: text };
}

const DEEPEST = 4;

function* changes(
  reader: Reader,
  places: readonly string[],
  value: Json,
  tokens: readonly string[] = [],
): Generator<Change> {
  const rules = rulesOf(reader.document, places);
  yield* changesAt(rules, value, tokens);
  if (tokens.length >= DEEPEST) return;
  if (isList(value)) {
    const [first] = value;
    if (first !== undefined && rules.items.length > 0)
      yield* changes(reader, rules.items, first, [...tokens, '0']);
    return;
  }
  if (!isObject(value)) return;
  if (rules.additional === false) yield { kind: 'unknown member', tokens: [...tokens, UNKNOWN], put: TEXT };
  for (const [name, of] of Object.entries(value)) {
    const inner = rules.properties.get(name);
    if (rules.required.has(name))
      yield { kind: 'missing required', tokens: [...tokens, name], put: undefined };
    if (inner !== undefined) yield* changes(reader, inner, of, [...tokens, name]);
  }
}

const nameOf = (tokens: readonly string[], otherwise: string): string =>
  tokens.findLast((token) => !/^\d+$/.test(token)) ?? otherwise;

/** All that a text can be read as. */
function readings(value: Json): readonly Json[] {
  if (typeof value !== 'string') return [value];
  const read: Json[] = [value];
  if (value.trim() !== '' && Number.isFinite(Number(value))) read.push(Number(value));
  if (value === 'true' || value === 'false') read.push(value === 'true');
  return read;
}

async function isRefused(
  reader: Reader,
  schema: string | undefined,
  values: readonly Json[],
): Promise<boolean> {
  for (const value of values)
    if ((await reader.schemas.judge(schema, 'request', value)).is !== 'invalid') return false;
  return true;
}

async function* wrongBodies(reader: Reader, given: Given): AsyncGenerator<Wrong> {
  const { body, operation } = given;
  if (body === undefined) return;
  const { content, value } = body;
  const isText = !isJson(content.mediaType);
  if (content.schema !== undefined)
    for (const { kind, tokens, put } of changes(reader, [content.schema], value)) {
      // A form has texts only.
      if (isText && (typeof put === 'object' || tokens.length > 1)) continue;
      const changed = replaced(value, tokens, put);
      const read =
        isText && put !== undefined ? readings(put).map((one) => replaced(value, tokens, one)) : [changed];
      if (!(await isRefused(reader, content.schema, read))) continue;
      const where = ['body', ...tokens].join('/');
      yield {
        kind,
        name: nameOf(tokens, 'body'),
        where,
        given: { ...given, body: { content, value: changed } },
        bent: {},
      };
    }
  const ranges = operation.body?.content.some(({ mediaType }) => mediaType.includes('*'));
  if (!ranges && !isMultipart(content.mediaType))
    yield {
      kind: 'wrong media type',
      name: 'content-type',
      where: 'header/content-type',
      given,
      bent: { mediaType: 'application/x-judge' },
    };
}

const withParameter = (given: Given, parameter: Parameter, value: Json | undefined): Given => ({
  ...given,
  parameters: given.parameters.flatMap(([one, old]): (readonly [Parameter, Json])[] =>
    one !== parameter ? [[one, old]] : value === undefined ? [] : [[one, value]],
  ),
});

async function* wrongParameters(reader: Reader, given: Given): AsyncGenerator<Wrong> {
  for (const [parameter, value] of given.parameters) {
    const { name, schema, required } = parameter;
    const where = `${parameter.in}/${name}`;
    if (required && parameter.in !== 'path')
      yield {
        kind: 'missing required',
        name,
        where,
        given: withParameter(given, parameter, undefined),
        bent: {},
      };
    const rules = rulesOf(reader.document, [schema]);
    const all = [...changesAt({ ...rules }, value, []), { kind: 'wrong type', tokens: [], put: TEXT }];
    const [first] = isList(value) ? value : [];
    if (first !== undefined && rules.items.length > 0)
      all.push(...changesAt(rulesOf(reader.document, rules.items), first, ['0']));
    for (const { kind, tokens, put } of all) {
      // What is empty or no text cannot be written so that it says what is meant.
      if (put === undefined || put === '' || isObject(put) || (isList(put) && put.length === 0)) continue;
      const read = readings(put).map((one) => replaced(value, tokens, one));
      if (!(await isRefused(reader, schema, read))) continue;
      yield {
        kind,
        name,
        where,
        given: withParameter(given, parameter, replaced(value, tokens, put)),
        bent: {},
      };
    }
  }
}

/** @param most of one operation, of as many kinds as there are */
export async function wrongCalls(reader: Reader, given: Given, most: number): Promise<readonly Wrong[]> {
  const byKind = new Map<string, Wrong[]>();
  const keep = (wrong: Wrong): void => {
    const list = byKind.get(wrong.kind) ?? [];
    if (list.length < most) byKind.set(wrong.kind, [...list, wrong]);
  };
  for await (const wrong of wrongParameters(reader, given)) keep(wrong);
  for await (const wrong of wrongBodies(reader, given)) keep(wrong);
  const { security } = given.operation;
  if (security.length > 0 && security.every((schemes) => schemes.length > 0))
    keep({
      kind: 'missing credential',
      name: '',
      where: 'credential',
      given,
      bent: { withoutCredentials: true },
    });
  const chosen: Wrong[] = [];
  for (let round = 0; chosen.length < most; round++) {
    const next = [...byKind.values()].flatMap((list) => list.slice(round, round + 1));
    if (next.length === 0) break;
    chosen.push(...next);
  }
  return chosen.slice(0, most);
}

/** Whether a refusal says what is wrong. */
export function isNamed({ kind, name }: Wrong, status: number, text: string, reason: string): boolean {
  if (kind === 'missing credential') return status === 401 || status === 403;
  const said = `${text} ${reason}`.toLowerCase();
  if (kind === 'wrong media type') return status === 415 || /content.?type|media.?type|x-judge/.test(said);
  return said.includes(name.toLowerCase());
}
