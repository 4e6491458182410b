/** `x-vendouble-errors`: the status and body of each failure. Names in braces are filled in. */
import { type Documents, member, members, type Node } from '../../contract/document/load-document.ts';
import { isObject } from '../../core/is-object.ts';
import { FAILURE_KINDS, type Reply } from '../../core/vendor.ts';
import type { FailureMessage } from './failure-messages.ts';

export type ErrorTemplate = (what: FailureMessage) => Reply;

/** Finds the template for a failure: the operation's own, else the one for all operations. */
export type ErrorTemplates = (operation: string | undefined, failure: string) => ErrorTemplate | undefined;

/** Failures that can have a template: the domain failures of inferred operations, and all other kinds. */
const FAILURES: readonly string[] = [
  'missing',
  'duplicate',
  'unsupported',
  ...FAILURE_KINDS.filter((kind) => kind !== 'domain'),
];

/** Fills in a template. A text that is only a name becomes the value; names inside a text are replaced. */
function filledIn(part: unknown, values: Readonly<Record<string, string | number>>): unknown {
  if (typeof part === 'string') {
    const whole = /^\{(\w+)\}$/.exec(part)?.[1];
    if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole];
    return part.replace(/\{(\w+)\}/g, (text, name: string) => String(values[name] ?? text));
  }
  if (Array.isArray(part)) return part.map((item) => filledIn(item, values));
  return isObject(part)
    ? Object.fromEntries(Object.entries(part).map(([name, item]) => [name, filledIn(item, values)]))
    : part;
}

function templatesIn(documents: Documents, node: Node): ReadonlyMap<string, ErrorTemplate> {
  const found = member(node, 'x-vendouble-errors');
  if (found !== undefined && !isObject(found.value))
    throw documents.error(
      found.at,
      'x-vendouble-errors must be an object with { status, body } for a failure',
    );
  return new Map(
    members(found).map(([name, template]) => {
      if (!FAILURES.some((known) => known === name))
        throw documents.error(template.at, `${name} is not a failure; there are ${FAILURES.join(', ')}`);
      const status = member(template, 'status')?.value;
      if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599)
        throw documents.error(template.at, 'the status of a failure must be a whole number from 400 to 599');
      const body = member(template, 'body')?.value;
      return [
        name,
        (what: FailureMessage): Reply => ({
          status,
          ...(body === undefined
            ? {}
            : { body: filledIn(body, { message: what.words, failure: what.name, status }) }),
        }),
      ];
    }),
  );
}

/**
 * Reads the templates of a document.
 *
 * @throws {ContractError} for an invalid template
 */
export function errorTemplates(documents: Documents, operations: ReadonlyMap<string, Node>): ErrorTemplates {
  const general = templatesIn(documents, documents.root);
  const own = new Map([...operations].map(([id, node]) => [id, templatesIn(documents, node)]));
  return (operation, failure) => own.get(operation ?? '')?.get(failure) ?? general.get(failure);
}
