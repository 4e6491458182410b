/** Replays recorded calls on the emulator, in a world of their own, and compares each reply. */
import { adjustableClock, systemClock } from '../core/clock.ts';
import { createIds } from '../core/ids.ts';
import { isObject } from '../core/is-object.ts';
import type { Body, Headers, Reply, Request } from '../core/vendor.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply, readRequest } from '../recordings/received-exchange.ts';
import type { Verdict } from '../recordings/validate-received.ts';
import { wholeReply } from '../request/collect-chunks.ts';
import { handleRequest } from '../request/handle-request.ts';
import { findRoute, type Service, selectContractVersion } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { createWorld, type World } from '../worlds/world.ts';
import { compareBodies, createSentValues, type SentValues } from './compare-replies.ts';
import type { Difference } from './drift-finding.ts';
import { createSymbols, type Symbols } from './symbols.ts';

/** What came of replaying one exchange. */
export type ReplayResult =
  | { readonly differences: readonly Difference[] }
  /** Why the emulator's reply says nothing about the vendor's. */
  | { readonly skipped: string };

export interface Replay {
  run(exchange: ReplayedExchange, verdict: Verdict): Promise<ReplayResult>;
}

const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization', 'content-length', 'host']);

function translateBody(body: Body, symbols: Symbols): Body {
  if (body.kind === 'json') {
    const value = symbols.translate(body.value, '');
    return { ...body, value, text: JSON.stringify(value) };
  }
  if (body.kind !== 'form') return body;
  return {
    ...body,
    fields: body.fields.map(([name, value]) => [name, symbols.translate(value, name)] as const),
  };
}

/** A part of a path or a query, which is encoded. */
const translatePart = (part: string, name: string, symbols: Symbols): string => {
  try {
    const decoded = decodeURIComponent(part);
    const translated = symbols.translate(decoded, name);
    return translated === decoded ? part : encodeURIComponent(translated);
  } catch {
    return part;
  }
};

/** The same call with the emulator's identifiers and a credential of its own. */
function translateRequest(request: Request, symbols: Symbols, credential: Headers): Request {
  const path = request.path
    .split('/')
    .map((segment) => translatePart(segment, 'id', symbols))
    .join('/');
  const query = request.query
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return value.length === 0 ? pair : `${name}=${translatePart(value.join('='), name, symbols)}`;
    })
    .join('&');
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !CREDENTIALS.has(name)),
  );
  return {
    ...request,
    path,
    query,
    headers: { ...headers, ...credential },
    body: translateBody(request.body, symbols),
  };
}

/** Values in the path of a request, by the name of the parameter. */
function pathParameters(service: Service, request: Request): Readonly<Record<string, string>> {
  const { match } = findRoute(service, selectContractVersion(service, request), request);
  return match.found === undefined ? {} : match.params;
}

/**
 * Whether the vendor makes its replies up: of the members that a reply has of what was sent, half are the same. One may be equal
 * by chance, and a reply that only acknowledges has none.
 */
function keepsNothing(sent: unknown, reply: Reply): boolean {
  if (!isObject(sent) || reply.status >= 300) return false;
  const scalars = Object.entries(sent).filter(([, value]) => typeof value !== 'object');
  const text = JSON.stringify(reply.body ?? null);
  const named = scalars.filter(([name]) => text.includes(`${JSON.stringify(name)}:`));
  const back = named.filter(([name, value]) =>
    text.includes(`${JSON.stringify(name)}:${JSON.stringify(value)}`),
  );
  return back.length < named.length / 2;
}

/** Identifiers of records in a list that no earlier reply has named. */
function hasUnknownRecords(body: unknown, symbols: Symbols): boolean {
  const lists = Array.isArray(body)
    ? [body]
    : isObject(body)
      ? Object.values(body).filter(Array.isArray)
      : [];
  return lists
    .flat()
    .some(
      (item: unknown) =>
        isObject(item) && item.id !== undefined && symbols.emulated(String(item.id)) === undefined,
    );
}

function comparable(
  request: Request,
  recorded: Reply,
  parameters: Readonly<Record<string, string>>,
  symbols: Symbols,
  sent: SentValues,
): string | undefined {
  const { status } = recorded;
  if (status === 401 || status === 403) return 'credentials are not in a recording';
  if (status === 429 || status >= 500) return 'the vendor was overloaded or failed';
  const unknown = Object.values(parameters).some(
    (value) => symbols.emulated(value) === undefined && !sent.hasIdentifier(value),
  );
  if (unknown && status < 400) return 'the record was made before the recording';
  if (request.method === 'GET' && hasUnknownRecords(recorded.body, symbols))
    return 'records in the list were made before the recording';
  return undefined;
}

const NOT_KEPT = 'the vendor does not keep what it is sent';

interface Replayed {
  readonly reply: Reply;
  readonly source: string;
}

async function ask(service: Service, world: World, request: Request): Promise<Replayed> {
  const { id = '', reply } = await handleRequest(service, world, request, {});
  return { reply: await wholeReply(reply), source: world.journal.recorded(id)?.source ?? 'refusal' };
}

function compare(
  recorded: Reply,
  { reply, source }: Replayed,
  symbols: Symbols,
  sent: SentValues,
  { method, sentBody }: { readonly method: string; readonly sentBody: unknown },
): ReplayResult {
  if (source !== 'modelled' && source !== 'failure')
    return { skipped: `the emulator does not model it (${source})` };
  if (recorded.status !== reply.status)
    return {
      differences: [
        {
          kind: 'status-differs',
          severity: 'breaking',
          against: 'emulator',
          pointer: '',
          message: `the vendor answers ${recorded.status}, the emulator ${reply.status}`,
        },
      ],
    };
  // What a reply to DELETE holds says nothing of what is kept.
  if (recorded.status >= 400 || method === 'DELETE') return { differences: [] };
  if (keepsNothing(sentBody, recorded) && recorded.body !== undefined) return { skipped: NOT_KEPT };
  return {
    differences: compareBodies(
      recorded.body,
      reply.body,
      '',
      { symbols, sent, creates: method === 'POST' },
      '',
    ),
  };
}

/** @param service with a contract and handlers; nothing of it is changed */
export function createReplay(service: Service): Replay {
  const { vendor } = service;
  let drawn = 0;
  const credential = vendor.issue(createIds('replay', () => ++drawn)).headers;
  const world = createWorld({
    id: 'replay',
    seed: 'replay',
    clock: adjustableClock(systemClock, new Date(0)),
    store: createMemoryStore(),
  });
  const open = { ...service, accounts: [], rate: undefined, strict: false, require: undefined };
  const symbols = createSymbols();
  const sent = createSentValues();
  /** Paths of collections whose records the emulator keeps and the vendor does not. */
  const unkept = new Set<string>();
  return {
    run: async ({ received }, { operation }) => {
      if (operation === undefined) return { skipped: 'the contract does not describe the call' };
      const request = readRequest(received);
      const recorded = readReply(received);
      if ('problem' in request) return { skipped: request.problem };
      if ('problem' in recorded) return { skipped: recorded.problem };
      const body = request.value.body.kind === 'json' ? request.value.body.value : undefined;
      if (recorded.value.status < 300) sent.add(body);
      const parameters = pathParameters(open, request.value);
      const reason = comparable(request.value, recorded.value, parameters, symbols, sent);
      if (reason !== undefined) return { skipped: reason };
      const { method, path } = request.value;
      if (method === 'GET' && unkept.has(path)) return { skipped: NOT_KEPT };
      world.clock.freeze(received.at);
      const replayed = await ask(open, world, translateRequest(request.value, symbols, credential));
      const result = compare(recorded.value, replayed, symbols, sent, { method, sentBody: body });
      if ('skipped' in result && result.skipped === NOT_KEPT) unkept.add(path);
      return result;
    },
  };
}
