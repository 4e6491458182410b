/**
 * Makes calls without HTTP, for scenarios and pact verification. They go through the vendor's contract and handlers, so
 * that the records become what the vendor would hold.
 */

import type { Operation } from '../contract/contract.ts';
import { createIds } from '../core/ids.ts';
import { isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';
import type { Store } from '../core/store.ts';
import { splitTarget } from '../core/url-parts.ts';
import { type Body, DEFAULT_ACCOUNT, type OwnCall, type Reply, type Request } from '../core/vendor.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { findRoute, type Service, selectContractVersion } from '../services/service.ts';
import { drawIds } from './draw-ids.ts';

/** A call as a client sent it. */
export interface InternalCallResult {
  readonly method: string;
  /** Below the vendor, with the contract's base and the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | null | undefined;
  /** The name that the vendor had when the call was recorded, so that it gives the same identifiers again. */
  readonly recordedAt?: string | undefined;
}

const JSON_TYPE = 'application/json';

/** @throws {Error} for an operation that the first version of the contract does not have */
function requestOf({ versions }: Service, call: OwnCall): Request {
  const contract = [...versions.values()][0]?.contract;
  const operation = contract?.operations.find(({ id }) => id === call.operation);
  if (contract === undefined || operation === undefined)
    throw new Error(`there is no operation ${call.operation}`);
  const { body } = call;
  return {
    method: operation.method,
    path: pathOf(operation, call),
    query: new URLSearchParams(call.query).toString(),
    headers: { accept: JSON_TYPE, ...call.headers },
    body:
      body === undefined
        ? { kind: 'none' }
        : { kind: 'json', mediaType: JSON_TYPE, value: body, text: JSON.stringify(body) },
    base: 'http://127.0.0.1',
  };
}

const pathOf = ({ bases, template }: Operation, { path }: OwnCall): string =>
  (bases[0] ?? '') +
  template.replace(/\{([^{}]+)\}/g, (_whole, name: string) => encodeURIComponent(path?.[name] ?? ''));

function bodyOf({ headers = {}, body }: InternalCallResult): Body {
  if (body === undefined || body === null || body === '') return { kind: 'none' };
  const mediaType = mediaTypeEssence(headers['content-type'] ?? JSON_TYPE);
  // The journal keeps the parts of a multipart body like the fields of another form.
  if (mediaType === 'application/x-www-form-urlencoded' || mediaType === 'multipart/form-data')
    return { kind: 'form', mediaType, fields: [...new URLSearchParams(body)] };
  if (!isJsonMediaType(mediaType)) return { kind: 'other', mediaType, text: body };
  try {
    return { kind: 'json', mediaType, value: JSON.parse(body), text: body };
  } catch (cause) {
    return { kind: 'malformed', mediaType, reason: (cause as Error).message, text: body };
  }
}

function asSent(call: InternalCallResult): Request {
  const { method, path: target, headers = {} } = call;
  return {
    method,
    ...splitTarget(target),
    headers,
    body: bodyOf(call),
    base: 'http://127.0.0.1',
  };
}

/**
 * Makes a call on a store.
 *
 * @param seed of the identifiers of records
 * @throws {Error} when the call does not succeed; nothing has changed then, and the message says why
 */
export async function makeInternalCall(
  service: Service,
  store: Store,
  seed: string,
  now: Date,
  call: OwnCall | InternalCallResult,
): Promise<Reply> {
  const { vendor, options } = service;
  const request = 'operation' in call ? requestOf(service, call) : asSent(call);
  const route = findRoute(service, selectContractVersion(service, request), request);
  const name = ('recordedAt' in call ? call.recordedAt : undefined) ?? vendor.name;
  let drawn = 0;
  const identity = vendor.identify(
    vendor.issue(createIds(`${seed}/scenario`, () => ++drawn)).headers,
    [],
    '',
  );
  const outcome = await store.transaction(
    `${vendor.name}/${DEFAULT_ACCOUNT}`,
    vendor.collections,
    (transaction) =>
      drawIds(transaction, `${seed}/${name}/${DEFAULT_ACCOUNT}`, (ids) =>
        runPipeline({
          ...route,
          vendor,
          identity,
          refused: [],
          // Its events lead to no exchange: no client made the call.
          context: { state: transaction.state, ids, now, options, emit: transaction.emit },
          world: seed,
        }),
      ),
    ({ result }) => 'reply' in result,
  );
  const { result, drift } = outcome;
  if ('failure' in result) {
    const { failure } = result;
    const issues =
      failure.kind === 'invalid_request'
        ? failure.issues.map(({ in: where, pointer, message }) => `${where}${pointer} ${message}`)
        : [];
    throw new Error([failure.kind, ...('code' in failure ? [failure.code] : []), ...issues].join(': '));
  }
  if ('refusal' in result) throw new Error(result.refusal.detail);
  if (result.reply.status >= 300 || drift.length > 0)
    throw new Error(`it is answered with ${result.reply.status} ${drift[0]?.message ?? ''}`);
  return result.reply;
}
