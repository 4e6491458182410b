/** The exchanges of a world: the last ones, with secrets masked and long bodies cut. */
import type { Failure, FailureKind, Issue, Reply } from '../vendor.ts';
import type { Fault } from './faults.ts';
import { type Glance, glanceOf } from './glance.ts';
import { cut, type KeptIssue, outlineFailure, outlineIssue } from './outline.ts';
import { maskBody, maskHeaders, maskIssue, maskPath } from './secrets.ts';

/** Where a reply came from. */
export type Source = 'handler' | 'example' | 'generated' | 'failure' | 'fault' | 'refusal';

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, up to 64 KB, with its secrets masked. */
  readonly body: string | null;
}

/** One request with its reply. */
export interface Exchange {
  readonly id: string;
  readonly world: string;
  /** ISO time by the world's clock. */
  readonly at: string;
  readonly vendor: string;
  readonly version: string | null;
  readonly operation: string | null;
  readonly request: Message & { readonly method: string /** With the query. */; readonly path: string };
  readonly reply: Message & { readonly status: number };
  readonly source: Source;
  readonly failure: FailureKind | null;
  readonly issues: readonly KeptIssue[];
  /** In what the reply breaks its contract. */
  readonly drift: readonly string[];
  /** Weakest grade among the operation and its reply. */
  readonly evidence: string | null;
  readonly milliseconds: number;
}

const MOST_EXCHANGES = 1_000;
const LONGEST_BODY = 64 * 1024;

export interface Filter {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly source?: string | undefined;
}

/** What explains an exchange and is not shown with it. */
export interface Background {
  readonly cause: Failure | undefined;
  /** The fault that struck, whatever it did. */
  readonly fault: Fault | undefined;
  /** Collections whose records were looked at. */
  readonly looked: readonly string[];
}

/** An exchange as it happened. Masking and writing out wait until somebody reads it. */
export interface Recorded extends Omit<Exchange, 'request' | 'reply' | 'issues'> {
  readonly issues: readonly Issue[];
  readonly background: Background;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly reply: Reply;
}

export interface Journal {
  add(recorded: Recorded): void;
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
  /** Name of the last exchange that was refused; of the last one when none was. */
  lastRefused(): string | undefined;
  clear(): void;
  readonly size: number;
  /** Exchanges that were kept once and had to make room. */
  readonly dropped: number;
  readonly capacity: number;
}

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

const bare = ({ request, reply, background: _background, ...rest }: Recorded): Exchange => {
  const text = textOf(reply);
  return {
    ...rest,
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

/** What of it stays in memory: what a client sent could be a megabyte. */
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
  const kept = new Map<string, Recorded>();
  let dropped = 0;
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
      return dropped;
    },
    add: (recorded) => {
      kept.set(recorded.id, lasting(recorded));
      const [oldest] = kept.keys();
      if (kept.size > capacity && oldest !== undefined) {
        kept.delete(oldest);
        dropped++;
      }
      heard(recorded);
    },
    list: (filter = {}) => [...kept.values()].filter((recorded) => fits(filter, recorded)).map(masked),
    bare: () => [...kept.values()].map(bare),
    get: (id) => {
      const recorded = kept.get(id);
      return recorded && masked(recorded);
    },
    background: (id) => kept.get(id)?.background,
    all: () => [...kept.values()],
    whole: (id) => {
      const recorded = kept.get(id);
      return recorded && isWhole(recorded) ? recorded : undefined;
    },
    glances: () => Array.from(kept.values(), glanceOf),
    lastRefused: () => {
      const all = [...kept.values()];
      return (all.findLast(isRefused) ?? all.at(-1))?.id;
    },
    clear: () => {
      kept.clear();
      dropped = 0;
    },
  };
}
