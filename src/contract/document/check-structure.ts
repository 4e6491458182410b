/** Checks the structure of an OpenAPI 3.2 document: fields, their kinds, and what excludes what. */
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import type { Documents } from './load-document.ts';
import { parameterListProblems, parameterProblems } from './parameter-rules.ts';
import type { FieldKind, NameRule, ObjectName, StructureProblem } from './structure-rule.ts';
import { OBJECT_RULES } from './structure-rules.ts';
import { tagProblems } from './tag-rules.ts';

/** The way to a value. Pointers are written only for what is wrong. */
interface Trail {
  readonly name: string | number;
  readonly before: Trail | undefined;
}

const SUBSCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
const SUBSCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SUBSCHEMAS = new Set([
  ...['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
]);

const FIXED_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'QUERY'];

const isReference = (value: unknown): boolean => isObject(value) && typeof value.$ref === 'string';

const formOf = (value: unknown): string =>
  value === null
    ? 'empty'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'a mapping'
        : 'a plain value';

/** What a table cannot say about an object. */
function furtherProblems(
  kind: ObjectName,
  value: Readonly<Record<string, unknown>>,
): readonly StructureProblem[] {
  switch (kind) {
    case 'openapi':
      return [
        ...tagProblems(value.tags),
        ...(typeof value.$self === 'string' && value.$self.includes('#')
          ? ([['$self must not have a fragment', '$self']] as const)
          : []),
      ];
    case 'serverVariable':
      return Array.isArray(value.enum) && value.enum.length === 0 ? [['enum must list a value', 'enum']] : [];
    case 'pathItem':
      return [
        ...parameterListProblems(value.parameters),
        ...Object.keys(isObject(value.additionalOperations) ? value.additionalOperations : {})
          .filter((method) => FIXED_METHODS.includes(method))
          .map(
            (method): StructureProblem => [
              `${method} has a field of its own: write it as ${method.toLowerCase()} of the path`,
              'additionalOperations',
            ],
          ),
      ];
    case 'operation':
      return parameterListProblems(value.parameters);
    case 'parameter':
      return parameterProblems(value);
    default:
      return [];
  }
}

/** Reports what breaks the structure of OpenAPI 3.2. In a user's document each problem is a warning. */
export function checkStructure({ root, attempt, flaw }: Pick<Documents, 'root' | 'attempt' | 'flaw'>): void {
  const report = (trail: Trail | undefined, sentence: string, member?: string | number): void => {
    const names: (string | number)[] = member === undefined ? [] : [member];
    for (let step = trail; step !== undefined; step = step.before) names.unshift(step.name);
    // What the document itself lacks is said of its edition, which demands it.
    const pointer = formatPointer(...(names.length === 0 ? ['openapi'] : names));
    attempt(() => flaw({ file: root.at.file, pointer: root.at.pointer + pointer }, sentence));
  };

  const checkMap = (
    value: unknown,
    kind: FieldKind,
    names: NameRule | undefined,
    trail: Trail | undefined,
  ): void => {
    if (!isObject(value)) report(trail, `must be a mapping, and it is ${formOf(value)}`);
    for (const [name, inside] of Object.entries(isObject(value) ? value : {})) {
      if (name.startsWith('x-')) continue;
      if (names !== undefined && !names.pattern.test(name))
        report(trail, `the name ${JSON.stringify(name)} is not allowed: it ${names.sentence}`, name);
      check(inside, kind, { name, before: trail });
    }
  };

  const checkFields = (
    value: Readonly<Record<string, unknown>>,
    kind: ObjectName,
    trail: Trail | undefined,
  ): void => {
    const { what, fields, required = [], exclusive = [], oneOf = [] } = OBJECT_RULES[kind];
    for (const name of required)
      if (!Object.hasOwn(value, name)) report(trail, `${what} needs the field ${name}`);
    if (oneOf.length > 0 && !oneOf.some((name) => Object.hasOwn(value, name)))
      report(trail, `${what} needs ${oneOf.join(' or ')}`);
    for (const [one, other] of exclusive)
      if (Object.hasOwn(value, one) && Object.hasOwn(value, other))
        report(trail, `${what} may have ${one} or ${other}, not both`, other);
    for (const [sentence, member] of furtherProblems(kind, value)) report(trail, sentence, member);
    for (const [name, inside] of Object.entries(value)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field !== undefined) check(inside, field, { name, before: trail });
      else if (!name.startsWith('x-'))
        report(trail, `${name} is not a field of ${what}; there are ${Object.keys(fields).join(', ')}`, name);
    }
  };

  const checkObject = (value: unknown, kind: ObjectName, trail: Trail | undefined): void => {
    const { what, reference } = OBJECT_RULES[kind];
    if (!isObject(value)) report(trail, `${what} must be a mapping, and it is ${formOf(value)}`);
    else if (reference !== true || !isReference(value)) checkFields(value, kind, trail);
  };

  const checkSchema = (value: unknown, trail: Trail | undefined): void => {
    if (typeof value === 'boolean') return;
    if (!isObject(value))
      report(trail, `a schema must be a mapping, true or false, and it is ${formOf(value)}`);
    for (const [name, inside] of Object.entries(isObject(value) ? value : {})) {
      const here: Trail = { name, before: trail };
      if (SUBSCHEMA_MAPS.has(name)) checkMap(inside, 'schema', undefined, here);
      else if (SUBSCHEMA_LISTS.has(name)) checkList(inside, 'schema', here);
      else if (SUBSCHEMAS.has(name)) checkSchema(inside, here);
      else if (name === 'xml' || name === 'discriminator') checkObject(inside, name, here);
    }
  };

  const checkList = (value: unknown, kind: FieldKind, trail: Trail | undefined): void => {
    if (!Array.isArray(value)) report(trail, `must be a list, and it is ${formOf(value)}`);
    else for (const [index, inside] of value.entries()) check(inside, kind, { name: index, before: trail });
  };

  const checkPlain = (value: unknown, kind: 'text' | 'flag', trail: Trail | undefined): void => {
    const [type, words] = kind === 'text' ? ['string', 'a text'] : ['boolean', 'true or false'];
    if (typeof value !== type) report(trail, `must be ${words}, and it is ${JSON.stringify(value)}`);
  };

  const check = (value: unknown, kind: FieldKind, trail: Trail | undefined): void => {
    if (kind === 'any') return;
    if (kind === 'schema') checkSchema(value, trail);
    else if (kind === 'text' || kind === 'flag') checkPlain(value, kind, trail);
    else if (typeof kind === 'string') checkObject(value, kind, trail);
    else if ('list' in kind) checkList(value, kind.list, trail);
    else if ('oneOf' in kind) {
      if (!kind.oneOf.includes(String(value)))
        report(trail, `must be ${kind.oneOf.join(', ')}, and it is ${JSON.stringify(value)}`);
    } else if (kind.reference !== true || !isReference(value)) checkMap(value, kind.map, kind.names, trail);
  };

  checkObject(root.value, 'openapi', undefined);
}
