/**
 * Validates a partial value, such as the reply that a consumer expects. It may lack required properties, but must not
 * have properties that the contract does not describe.
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import { child, formatLocation } from '../document/load-document.ts';
import {
  type Alternative,
  alternativesOf,
  type PlainSchema,
  TooManyAlternativesError,
} from './alternatives.ts';
import type { Schema, Schemas } from './compile.ts';
import { compileSafeRegex } from './safe-regex.ts';
import type { SchemaFinding } from './schema-findings.ts';

export interface PartialFinding extends SchemaFinding {
  /** Whether the contract allows the value without describing it. */
  readonly allowed: boolean;
}

export interface PartialResult {
  readonly findings: readonly PartialFinding[];
  /** The schemas that describe each part of the value, by JSON pointer. */
  readonly described: ReadonlyMap<string, Alternative>;
}

const at = (pointer: string, name: string | number): string => pointer + formatPointer(name);

/** How a schema describes one member: by schemas, by forbidding it, or not at all. */
interface Said {
  readonly schemas: readonly unknown[];
  readonly refused: boolean;
  /** Whether any value is allowed. */
  readonly open: boolean;
}

function saidOf({ words }: PlainSchema, name: string): Said {
  const { properties, patternProperties, additionalProperties: rest } = words;
  const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const byPattern = isObject(patternProperties)
    ? Object.entries(patternProperties).flatMap(([pattern, schema]) =>
        compileSafeRegex(pattern).test(name) ? [schema] : [],
      )
    : [];
  const schemas = [...own, ...byPattern];
  if (schemas.length > 0) return { schemas, refused: false, open: false };
  if (isObject(rest) && Object.keys(rest).length > 0) return { schemas: [rest], refused: false, open: false };
  const bare = properties === undefined && patternProperties === undefined;
  return { schemas: [], refused: rest === false, open: rest === true || isObject(rest) || bare };
}

/** Whether no schema lists the members, so that any member counts as described. */
const isFree = (way: Alternative): boolean =>
  way.every(({ words }) => words.properties === undefined && words.patternProperties === undefined);

/** Whether the member must be there. A schema may list it without describing its value. */
const isRequired = (way: Alternative, name: string): boolean =>
  way.some(({ words }) => Array.isArray(words.required) && words.required.includes(name));

/** Validates a partial value. If it cannot be validated, that is a finding too. */
export function validatePartial(schema: Schema, schemas: Schemas, value: unknown): PartialResult {
  const ruleOf = ({ origin }: PlainSchema, keyword: string): string => {
    const place = schemas.origin(origin);
    return place === undefined ? '' : formatLocation(child(place, keyword));
  };
  const broken = (plain: PlainSchema, pointer: string, error: ErrorObject): PartialFinding => ({
    pointer,
    keyword: error.keyword,
    params: error.params as Record<string, unknown>,
    message: error.message ?? error.keyword,
    rule: ruleOf(plain, error.keyword),
    value: error.data,
    allowed: false,
  });
  const unknown = (
    plain: PlainSchema | undefined,
    pointer: string,
    inside: unknown,
    allowed: boolean,
  ): PartialFinding => ({
    pointer,
    keyword: 'undescribed',
    params: {},
    message: allowed
      ? 'is allowed by the contract but not described, so it is unknown whether the vendor sends it'
      : 'is not described by the contract: the vendor does not send it',
    rule: plain === undefined ? '' : ruleOf(plain, 'properties'),
    value: inside,
    allowed,
  });

  const inWay = (way: Alternative, part: unknown, pointer: string): PartialResult => {
    const findings = way.flatMap((plain) => {
      const check = schemas.shallow(plain);
      return check(part) === true ? [] : (check.errors ?? []).map((error) => broken(plain, pointer, error));
    });
    const described = new Map<string, Alternative>([[pointer, way]]);
    const add = (inside: PartialResult): void => {
      findings.push(...inside.findings);
      for (const [key, schemasThere] of inside.described) described.set(key, schemasThere);
    };
    if (isObject(part))
      for (const [name, inside] of Object.entries(part)) add(member(way, name, inside, at(pointer, name)));
    if (Array.isArray(part))
      for (const [index, inside] of part.entries())
        add(
          validate(
            way.flatMap((plain) => elementOf(plain, index)),
            inside,
            at(pointer, index),
          ),
        );
    return { findings, described };
  };

  const member = (way: Alternative, name: string, inside: unknown, pointer: string): PartialResult => {
    const said = way.map((plain) => ({ plain, ...saidOf(plain, name) }));
    const refusing = said.find(({ refused }) => refused);
    const describing = said.flatMap((one) => one.schemas);
    if (refusing === undefined && describing.length > 0) return validate(describing, inside, pointer);
    if (refusing === undefined && (isFree(way) || isRequired(way, name)))
      return { findings: [], described: new Map() };
    const open = refusing === undefined && said.some(({ plain }) => isOpen(plain));
    const describer = refusing?.plain ?? way.find(({ words }) => words.properties !== undefined);
    return { findings: [unknown(describer, pointer, inside, open)], described: new Map() };
  };

  const validate = (parts: readonly unknown[], part: unknown, pointer: string): PartialResult => {
    let ways: readonly Alternative[];
    try {
      ways = alternativesOf(parts, schemas.resolve);
    } catch (cause) {
      if (!(cause instanceof TooManyAlternativesError)) throw cause;
      const finding = { pointer, keyword: 'unjudged', params: {}, rule: '', value: part, allowed: false };
      return { findings: [{ ...finding, message: cause.message }], described: new Map() };
    }
    let best: PartialResult | undefined;
    for (const way of ways) {
      const result = inWay(way, part, pointer);
      if (best === undefined || weight(result) < weight(best)) best = result;
      if (result.findings.length === 0) break;
    }
    const never = { pointer, keyword: 'false schema', params: {}, rule: '', value: part, allowed: false };
    return best ?? { findings: [{ ...never, message: 'can never be there' }], described: new Map() };
  };

  return validate([schema.source], value, '');
}

/** How bad findings are. Values that the contract allows count less. */
const weight = ({ findings }: PartialResult): number =>
  findings.reduce((sum, { allowed }) => sum + (allowed ? 1 : 1_000), 0);

/** Whether a schema explicitly allows other properties. */
const isOpen = ({ words }: PlainSchema): boolean =>
  words.additionalProperties === true ||
  (isObject(words.additionalProperties) && Object.keys(words.additionalProperties).length === 0);

function elementOf({ words }: PlainSchema, index: number): readonly unknown[] {
  const first = Array.isArray(words.prefixItems) ? words.prefixItems : [];
  const schema = index < first.length ? first[index] : words.items;
  return schema === undefined ? [] : [schema];
}
