/** The journal of a world: its last exchanges, with secrets masked and long bodies cut. */

import { cutsReply } from '../core/fault-types.ts';
import type { Reply, Request } from '../core/vendor.ts';
import type { ComparableExchange, Exchange, ExchangeBackground, RecordedExchange } from './exchange.ts';
import { redactBody, redactEvent, redactHeaders, redactIssue, redactPath } from './redact.ts';
import { createRing } from './ring-buffer.ts';
import { type ExchangeSummary, summarize } from './summary.ts';
import { LONGEST_BODY, truncateFailure, truncateIssue, truncateText } from './truncate.ts';
import { truncateEvents } from './truncate-events.ts';

const DEFAULT_CAPACITY = 1_000;

export interface ExchangeFilter {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly source?: string | undefined;
}

export interface Journal {
  /** @returns call it with the body of the reply once that is serialized */
  add(recorded: RecordedExchange): (text: string) => void;
  /** Oldest first. */
  list(filter?: ExchangeFilter): readonly Exchange[];
  /** Like `list`, but with the secrets in paths and request bodies: to compare with, never to show. */
  bare(): readonly ComparableExchange[];
  get(id: string): Exchange | undefined;
  background(id: string): ExchangeBackground | undefined;
  /** As recorded, with their secrets; oldest first. */
  all(): readonly RecordedExchange[];
  /** As recorded, with its secrets; `undefined` also when its request body was not kept whole. */
  whole(id: string): RecordedExchange | undefined;
  /** All exchanges in short, oldest first. */
  summaries(): readonly ExchangeSummary[];
  /** As recorded, with its secrets. */
  recorded(id: string): RecordedExchange | undefined;
  /** Identifiers of all exchanges, oldest first. */
  names(): readonly string[];
  /** Identifier of the last refused exchange, or of the last one when none was refused. */
  lastRefused(): string | undefined;
  clear(): void;
  readonly size: number;
  /** Number of exchanges that newer ones have replaced. */
  readonly dropped: number;
  readonly capacity: number;
}

/** The body of a request as the journal records it. */
export const bodyText = (body: Request['body']): string =>
  'text' in body
    ? body.text
    : body.kind === 'form'
      ? new URLSearchParams(body.fields.map(([name, value]): [string, string] => [name, value])).toString()
      : '';

function textOf({ body, headers }: Reply): string | null {
  if (body === undefined) return null;
  return typeof body === 'string' && headers?.['content-type'] !== undefined ? body : JSON.stringify(body);
}

/** Whether the client got an error, or no whole reply. */
export const isRefused = ({ reply: { status }, background: { fault } }: RecordedExchange): boolean =>
  status === 0 || status >= 400 || cutsReply(fault);

/** Whether the request body is there in full: long ones are cut, and unreadable ones are missing. */
const isWhole = ({ request: { body, headers } }: RecordedExchange): boolean =>
  body.length <= LONGEST_BODY &&
  (body !== '' || (!(Number(headers['content-length']) > 0) && headers['transfer-encoding'] === undefined));

const bare = ({
  request,
  reply,
  text: written,
  background: _background,
  secretNames,
  ...rest
}: RecordedExchange): Exchange => {
  const text = written ?? textOf(reply);
  return {
    ...rest,
    at: rest.at.toISOString(),
    issues: rest.issues.map((issue) => redactIssue(issue, secretNames)),
    ...(rest.events && { events: rest.events.map(redactEvent) }),
    request: {
      method: request.method,
      path: request.path,
      headers: redactHeaders(request.headers, secretNames),
      body: request.body === '' ? null : request.body,
    },
    reply: {
      status: reply.status,
      headers: redactHeaders(reply.headers ?? {}, secretNames),
      // Before the text is cut: a cut text cannot be parsed for secrets.
      body: text && truncateText(redactBody(text, reply.headers?.['content-type'] ?? ''), LONGEST_BODY),
    },
  };
};

const masked = (recorded: RecordedExchange): Exchange => {
  const { request, ...rest } = bare(recorded);
  const { path, headers, body } = request;
  return {
    ...rest,
    request: {
      ...request,
      path: redactPath(path, recorded.secretNames),
      body: body && redactBody(body, headers['content-type'] ?? ''),
    },
  };
};

/** What stays in memory. A client may have sent a megabyte. */
function lasting(recorded: RecordedExchange): RecordedExchange {
  const { request, issues, events, background } = recorded;
  if (request.body.length <= LONGEST_BODY && background.cause === undefined && events === undefined)
    return recorded;
  return {
    ...recorded,
    ...(events && { events: truncateEvents(events) }),
    request: { ...request, body: truncateText(request.body, LONGEST_BODY) },
    issues: issues.map(truncateIssue),
    background: { ...background, cause: background.cause && truncateFailure(background.cause) },
  };
}

/**
 * @param capacity exchanges that it keeps
 * @param onExchange called for every exchange once it is kept
 */
export function createJournal(
  capacity: number = DEFAULT_CAPACITY,
  onExchange: (recorded: RecordedExchange) => void = () => {},
): Journal {
  const kept = createRing<RecordedExchange>(capacity);
  const find = (id: string): RecordedExchange | undefined =>
    kept.all().findLast((recorded) => recorded.id === id);
  const fits = ({ vendor, operation, status, source }: ExchangeFilter, recorded: RecordedExchange): boolean =>
    (vendor === undefined || recorded.vendor === vendor) &&
    (operation === undefined || recorded.operation === operation) &&
    (status === undefined || recorded.reply.status === status) &&
    (source === undefined || recorded.source === source);
  return {
    capacity,
    get size() {
      return kept.size;
    },
    get dropped() {
      return kept.dropped;
    },
    add: (recorded) => {
      const lasts = lasting(recorded);
      kept.add(lasts);
      onExchange(recorded);
      return (text) => {
        const { status, headers = {} } = lasts.reply;
        lasts.reply = { status, headers };
        lasts.text = truncateText(text, LONGEST_BODY);
      };
    },
    list: (filter = {}) =>
      kept
        .all()
        .filter((recorded) => fits(filter, recorded))
        .map(masked),
    bare: () => kept.all().map((recorded) => ({ ...bare(recorded), secretNames: recorded.secretNames })),
    get: (id) => {
      const recorded = find(id);
      return recorded && masked(recorded);
    },
    background: (id) => find(id)?.background,
    all: () => kept.all(),
    whole: (id) => {
      const recorded = find(id);
      return recorded && isWhole(recorded) ? recorded : undefined;
    },
    summaries: () => kept.all().map(summarize),
    recorded: find,
    names: () => kept.all().map(({ id }) => id),
    lastRefused: () => {
      const all = kept.all();
      return (all.findLast(isRefused) ?? all.at(-1))?.id;
    },
    clear: () => kept.clear(),
  };
}
