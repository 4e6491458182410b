/** The exchanges of a world: the last ones, with secrets masked and long bodies cut. */
import type { Reply, Request } from '../core/vendor.ts';
import type { Background, Exchange, Recorded } from './exchange.ts';
import { maskBody, maskHeaders, maskIssue, maskPath } from './redact.ts';
import { createRing } from './ring-buffer.ts';
import { type Glance, glanceOf } from './summary.ts';
import { cut, outlineFailure, outlineIssue } from './truncate.ts';

const MOST_EXCHANGES = 1_000;
const LONGEST_BODY = 64 * 1024;

export interface Filter {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly source?: string | undefined;
}

export interface Journal {
  /** @returns takes the body of the reply as it was written out */
  add(recorded: Recorded): (text: string) => void;
  /** Oldest first. */
  list(filter?: Filter): readonly Exchange[];
  /** As `list`, but the path and the body of a request with their secrets: to compare with, never to show. */
  bare(): readonly Exchange[];
  get(id: string): Exchange | undefined;
  background(id: string): Background | undefined;
  /** As they happened, secrets included; oldest first. */
  all(): readonly Recorded[];
  /** As it happened, secrets included; `undefined` also where its body was not kept whole. */
  whole(id: string): Recorded | undefined;
  /** Everything kept, oldest first. */
  glances(): readonly Glance[];
  /** As it happened, with its secrets. */
  recorded(id: string): Recorded | undefined;
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
export const isRefused = ({ reply: { status }, background: { fault } }: Recorded): boolean =>
  status === 0 || status >= 400 || fault?.abort !== undefined || fault?.truncate !== undefined;

/** Too long a body was cut, and one that could not be read was never there. */
const isWhole = ({ request: { body, headers } }: Recorded): boolean =>
  body.length <= LONGEST_BODY &&
  (body !== '' || (!(Number(headers['content-length']) > 0) && headers['transfer-encoding'] === undefined));

const bare = ({ request, reply, text: written, background: _background, ...rest }: Recorded): Exchange => {
  const text = written ?? textOf(reply);
  return {
    ...rest,
    at: rest.at.toISOString(),
    issues: rest.issues.map(maskIssue),
    request: {
      method: request.method,
      path: request.path,
      headers: maskHeaders(request.headers),
      body: request.body === '' ? null : request.body,
    },
    reply: {
      status: reply.status,
      headers: maskHeaders(reply.headers ?? {}),
      // Before it is cut: what is cut has no structure to find secrets by.
      body: text && cut(maskBody(text, reply.headers?.['content-type'] ?? ''), LONGEST_BODY),
    },
  };
};

const masked = (recorded: Recorded): Exchange => {
  const { request, ...rest } = bare(recorded);
  const { path, headers, body } = request;
  return {
    ...rest,
    request: {
      ...request,
      path: maskPath(path),
      body: body && maskBody(body, headers['content-type'] ?? ''),
    },
  };
};

/** What of it stays in memory at first: what a client sent could be a megabyte. */
function lasting(recorded: Recorded): Recorded {
  const { request, issues, background } = recorded;
  if (request.body.length <= LONGEST_BODY && background.cause === undefined) return recorded;
  return {
    ...recorded,
    request: { ...request, body: cut(request.body, LONGEST_BODY) },
    issues: issues.map(outlineIssue),
    background: { ...background, cause: background.cause && outlineFailure(background.cause) },
  };
}

/** @param heard told of every exchange once it is kept */
export function createJournal(
  capacity: number = MOST_EXCHANGES,
  heard: (recorded: Recorded) => void = () => {},
): Journal {
  const kept = createRing<Recorded>(capacity);
  const find = (id: string): Recorded | undefined => kept.all().findLast((recorded) => recorded.id === id);
  const fits = ({ vendor, operation, status, source }: Filter, recorded: Recorded): boolean =>
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
        lasts.text = cut(text, LONGEST_BODY);
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
    glances: () => kept.all().map(glanceOf),
    recorded: find,
    names: () => kept.all().map(({ id }) => id),
    lastRefused: () => {
      const all = kept.all();
      return (all.findLast(isRefused) ?? all.at(-1))?.id;
    },
    clear: () => kept.clear(),
  };
}
