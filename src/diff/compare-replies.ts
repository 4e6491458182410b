/** The replies of two operations: their statuses, headers and bodies. */
import { type Documents, member, members, type Node } from '../contract/document/load-document.ts';
import { compareContents } from './compare-contents.ts';
import { type Comparison, type NodePair, placesOf } from './comparison.ts';
import type { Direction, Part } from './part.ts';

type Replies = ReadonlyMap<string, Node>;

const repliesOf = (operation: Node, documents: Documents): Replies =>
  new Map(
    members(member(operation, 'responses'))
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, reply]) => [
        status === 'default' ? status : status.toUpperCase(),
        documents.resolve(reply),
      ]),
  );

const isSuccess = (status: string): boolean => /^[123]/.test(status);

const rangeOf = (status: string): string => `${status.charAt(0)}XX`;

/** The reply that the new document gives with a status of the old; `default` speaks for errors alone. */
const successor = (status: string, next: Replies): Node | undefined =>
  next.get(status) ?? next.get(rangeOf(status)) ?? (isSuccess(status) ? undefined : next.get('default'));

/** @param direction in which replies go; a consumer sends the reply to a callback */
export function compareReplies(operations: NodePair, direction: Direction, comparison: Comparison): void {
  const { readers } = comparison;
  const old = repliesOf(operations.old, readers.old.documents);
  const next = repliesOf(operations.new, readers.new.documents);
  const lost = [...old.keys()].filter((status) => successor(status, next) === undefined);
  const gained = [...next.keys()].filter((status) => !old.has(status));
  const [was, ...others] = lost.filter(isSuccess);
  const [is, ...further] = gained.filter((status) => isSuccess(status) && !old.has(rangeOf(status)));
  const isSwapped = was !== undefined && is !== undefined && others.length + further.length === 0;
  for (const [status, reply] of old) {
    const part: Part = { kind: 'reply', status };
    const other = isSwapped && status === was ? next.get(is) : successor(status, next);
    if (other === undefined) {
      const kind = isSuccess(status) ? 'reply-removed' : 'error-reply-removed';
      const places = { old: reply.at, new: member(operations.new, 'responses')?.at ?? operations.new.at };
      comparison.report(kind, part, places, { after: gained.filter(isSuccess).join(' or ') });
      continue;
    }
    const replies = { old: reply, new: other };
    if (isSwapped && status === was)
      comparison.report('reply-status-changed', part, placesOf(replies), { before: was, after: is });
    compareReply(replies, status, direction, comparison);
  }
  for (const status of gained) {
    const reply = next.get(status);
    const range = old.get(rangeOf(status));
    if (reply === undefined || (isSwapped && status === is)) continue;
    if (range !== undefined) compareReply({ old: range, new: reply }, status, direction, comparison);
    else
      comparison.report(
        'reply-added',
        { kind: 'reply', status },
        { old: member(operations.old, 'responses')?.at ?? operations.old.at, new: reply.at },
      );
  }
}

function compareReply(replies: NodePair, status: string, direction: Direction, comparison: Comparison): void {
  compareContents(replies, { kind: 'reply', status }, direction, comparison);
  compareHeaders(replies, status, direction, comparison);
}

/** By lower-case name; the content type has its own rules. */
const headersOf = (reply: Node, documents: Documents): ReadonlyMap<string, readonly [string, Node]> =>
  new Map(
    members(member(reply, 'headers'))
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, header]) => [name.toLowerCase(), [name, documents.resolve(header)]]),
  );

function schemaOf(header: Node): Node | undefined {
  const [content] = members(member(header, 'content'));
  return member(content === undefined ? header : content[1], 'schema');
}

const isRequired = (header: Node): boolean => member(header, 'required')?.value === true;

function compareHeaders(
  replies: NodePair,
  status: string,
  direction: Direction,
  comparison: Comparison,
): void {
  const { readers } = comparison;
  const old = headersOf(replies.old, readers.old.documents);
  const next = headersOf(replies.new, readers.new.documents);
  const near = placesOf(replies);
  for (const [key, [name, header]] of old) {
    const part: Part = { kind: 'header', status, name };
    const other = next.get(key)?.[1];
    if (other === undefined) {
      comparison.report('reply-header-removed', part, { old: header.at, new: near.new });
      continue;
    }
    const places = placesOf({ old: header, new: other });
    if (isRequired(header) !== isRequired(other))
      comparison.report(isRequired(other) ? 'reply-header-required' : 'reply-header-optional', part, places);
    const schemas = { old: schemaOf(header), new: schemaOf(other) };
    comparison.compareValues(part, {
      ...schemas,
      near: places,
      direction,
      notation: 'text',
      optional: false,
    });
  }
  for (const [key, [name, header]] of next)
    if (!old.has(key))
      comparison.report(
        'reply-header-added',
        { kind: 'header', status, name },
        { old: near.old, new: header.at },
      );
}
