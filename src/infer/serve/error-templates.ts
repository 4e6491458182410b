/** `x-vendouble-errors`: which failure gives which status and body. Names in braces are filled in; nothing is computed. */
import { type Documents, member, members, type Node } from '../../contract/document/load-document.ts';
import { isObject } from '../../core/is-object.ts';
import { FAILURE_KINDS, type Reply } from '../../core/vendor.ts';
import type { FailureMessage } from './failure-messages.ts';

export type ErrorTemplate = (what: FailureMessage) => Reply;

/** @returns the template for a failure of an operation, else that for all operations */
export type ErrorTemplates = (operation: string | undefined, failure: string) => ErrorTemplate | undefined;

/** What a document can give a reply to: our own failures, and the kernel's but for the rules of a domain, which are these. */
const FAILURES: readonly string[] = [
  'missing',
  'duplicate',
  'unsupported',
  ...FAILURE_KINDS.filter((kind) => kind !== 'domain'),
];

/** A text that is a name alone becomes the value; names within a text are written into it. */
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
        throw documents.error(template.at, `${name} is no failure; there are ${FAILURES.join(', ')}`);
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

/** @throws {ContractError} for a template that is none */
export function errorTemplates(documents: Documents, operations: ReadonlyMap<string, Node>): ErrorTemplates {
  const general = templatesIn(documents, documents.root);
  const own = new Map([...operations].map(([id, node]) => [id, templatesIn(documents, node)]));
  return (operation, failure) => own.get(operation ?? '')?.get(failure) ?? general.get(failure);
}
