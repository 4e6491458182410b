/** The framework's messages for invalid requests. Some depend on the name of the schema that failed. */
import { parsePointer } from '../../core/json-pointer.ts';
import type { Issue } from '../../core/vendor.ts';
import { type Complaints, type Errors, REQUIRED } from './failures.ts';
import { str, typeName } from './python.ts';

/** The framework's key for errors of the whole body. */
const WHOLE = 'non_field_errors';

/** Schemas that have one message for all their errors. */
const SAME: Readonly<Record<string, string>> = {
  Integer: 'A valid integer is required.',
  NullableInteger: 'A valid integer is required.',
  EventTime: 'A valid integer is required.',
  UnixSeconds: 'A valid integer is required.',
  Boolean: 'Must be a valid boolean.',
};

/** Keywords whose nested issues are reported instead. */
const LEADS: ReadonlySet<string> = new Set(['if', 'allOf', 'anyOf', 'oneOf', 'propertyNames']);

const schemaOf = ({ rule }: Issue): string => /\/schemas\/(\w+)/.exec(rule)?.[1] ?? '';

function wrongType({ params, pointer, value }: Issue, schema: string): string {
  const types = [params.type].flat();
  if (types.includes('object')) {
    return pointer === ''
      ? `Invalid data. Expected a dictionary, but got ${typeName(value)}.`
      : `Expected a dictionary of items but got type "${typeName(value)}".`;
  }
  if (types.includes('array')) return `Expected a list of items but got type "${typeName(value)}".`;
  return schema === 'Email' && typeof value === 'number'
    ? 'Enter a valid email address.'
    : 'Not a valid string.';
}

function describe(issue: Issue): string {
  const { keyword, params, value } = issue;
  const schema = schemaOf(issue);
  if (keyword === 'required') return REQUIRED;
  if (value === null && issue.pointer !== '') return 'This field may not be null.';
  if (keyword === 'maximum') return `Ensure this value is less than or equal to ${params.limit}.`;
  if (keyword === 'minimum') return `Ensure this value is greater than or equal to ${params.limit}.`;
  const same = SAME[schema];
  if (same !== undefined) return same;
  switch (keyword) {
    case 'type':
      return wrongType(issue, schema);
    case 'enum':
    case 'const':
      return `"${str(value)}" is not a valid choice.`;
    case 'maxLength':
      return `Ensure this field has no more than ${params.limit} characters.`;
    case 'maxItems':
      return `Ensure this field has no more than ${params.limit} elements.`;
    case 'minLength':
    case 'not':
      return 'This field may not be blank.';
    case 'pattern':
      return schema === 'Email' ? 'Enter a valid email address.' : 'Null characters are not allowed.';
    default:
      return 'Not a valid value.';
  }
}

/** `/tags/0` is the field `tags` and the index `0`. */
const fieldOf = (issue: Issue): readonly [field: string, index: string | undefined] => {
  const [field, index] = parsePointer(issue.pointer);
  const missing = issue.keyword === 'required' ? issue.params.missingProperty : undefined;
  if (field === undefined) return [typeof missing === 'string' ? missing : WHOLE, undefined];
  return [field, index];
};

const added = (known: Complaints | undefined, index: string | undefined, message: string): Complaints => {
  if (index === undefined) {
    const messages = Array.isArray(known) ? known : [];
    return messages.includes(message) ? messages : [...messages, message];
  }
  const elements = known === undefined || Array.isArray(known) ? {} : known;
  const messages = (elements as Readonly<Record<string, readonly string[]>>)[index] ?? [];
  return { ...elements, [index]: messages.includes(message) ? messages : [...messages, message] };
};

/** The errors of every field, as the framework lists them. */
export function errorsOf(issues: readonly Issue[]): Errors {
  const errors = new Map<string, Complaints>();
  for (const issue of issues) {
    if (LEADS.has(issue.keyword)) continue;
    const [field, index] = fieldOf(issue);
    errors.set(field, added(errors.get(field), index, describe(issue)));
  }
  if (errors.size === 0) errors.set(WHOLE, ['Invalid data.']);
  return Object.fromEntries(errors);
}
