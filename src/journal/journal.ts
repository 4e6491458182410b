/** The exchanges of a world: the last ones, with secrets masked and long bodies cut. */

import type { Reply, Request } from '../core/vendor.ts';
import type { Exchange, ExchangeBackground, RecordedExchange } from './exchange.ts';
import { redactBody, redactEvent, redactHeaders, redactIssue, redactPath } from './redact.ts';
import { createRing } from './ring-buffer.ts';
import { type ExchangeSummary, summarize } from './summary.ts';
import { LONGEST_BODY, truncateFailure, truncateIssue, truncateText } from './truncate.ts';
import { truncateEvents } from './truncate-events.ts';

const MOST_EXCHANGES = 1_000;

export interface ExchangeFilter {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly source?: string | undefined;
}

export interface Journal {
  /** @returns takes the body of the reply as it was written out */
  add(recorded: RecordedExchange): (text: string) => void;
  /** Oldest first. */
  list(filter?: ExchangeFilter): readonly Exchange[];
  /** As `list`, but the path and the body of a request with their secrets: to compare with, never to show. */
  bare(): readonly Exchange[];
  get(id: string): Exchange | undefined;
  background(id: string): ExchangeBackground | undefined;
  /** As they happened, secrets included; oldest first. */
  all(): readonly RecordedExchange[];
  /** As it happened, secrets included; `undefined` also where its body was not kept whole. */
  whole(id: string): RecordedExchange | undefined;
  /** Everything kept, oldest first. */
  summaries(): readonly ExchangeSummary[];
  /** As it happened, with its secrets. */
  recorded(id: string): RecordedExchange | undefined;
  /** Names of all that are kept, oldest first. */
  names(): readonly string[];
  /** Name of the last exchange that was refused; of the last one when none was. */
  lastRefused(): string | undefined;
  clear(): void;
  readonly size: number;
  /** Exchanges that were kept once and had to make room. */
  readonly dropped: number;
  readonly capacity: number;
}

/** The body of a request as the journal keeps it. */
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
  status === 0 || status >= 400 || fault?.abort !== undefined || fault?.truncate !== undefined;

/** Too long a body was cut, and one that could not be read was never there. */
const isWhole = ({ request: { body, headers } }: RecordedExchange): boolean =>
  body.length <= LONGEST_BODY &&
  (body !== '' || (!(Number(headers['content-length']) > 0) && headers['transfer-encoding'] === undefined));

const bare = ({
  request,
  reply,
  text: written,
  background: _background,
  ...rest
}: RecordedExchange): Exchange => {
  const text = written ?? textOf(reply);
  return {
    ...rest,
    at: rest.at.toISOString(),
    issues: rest.issues.map(redactIssue),
    ...(rest.events && { events: rest.events.map(redactEvent) }),
    request: {
      method: request.method,
      path: request.path,
      headers: redactHeaders(request.headers),
      body: request.body === '' ? null : request.body,
    },
    reply: {
      status: reply.status,
      headers: redactHeaders(reply.headers ?? {}),
      // Before it is cut: what is cut has no structure to find secrets by.
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
      path: redactPath(path),
      body: body && redactBody(body, headers['content-type'] ?? ''),
    },
  };
};

/** What of it stays in memory at first: what a client sent could be a megabyte. */
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

/** @param heard told of every exchange once it is kept */
export function createJournal(
  capacity: number = MOST_EXCHANGES,
  heard: (recorded: RecordedExchange) => void = () => {},
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
      heard(recorded);
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
    bare: () => kept.all().map(bare),
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
