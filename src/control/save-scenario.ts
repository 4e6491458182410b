/** Saves exchanges as a scenario, so that a world can begin with what a client did. */

import { splitTarget } from '../core/url-parts.ts';
import type { OwnCall } from '../core/vendor.ts';
import type { RecordedExchange } from '../journal/exchange.ts';
import { redactBody, redactPath } from '../journal/redact.ts';
import { ScenarioError } from '../scenarios/scenario-file.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import { findRoute, type Service } from '../services/service.ts';
import { ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';

export interface SaveScenarioRequest {
  /** Letters, digits and dashes. */
  readonly name: string;
  readonly description?: string | undefined;
  /** Identifiers of exchanges of one vendor. They run in the order of the journal. */
  readonly exchanges: readonly string[];
}

export interface SavedScenario {
  readonly vendor: string;
  readonly name: string;
  readonly file: string;
  /** Number of calls. */
  readonly calls: number;
}

export interface SaveScenario {
  /** @throws {ControlError} for exchanges that cannot be part of a scenario, or that fail in an empty world */
  saveScenario(request: SaveScenarioRequest, world?: string): Promise<SavedScenario>;
}

const refused = (id: string, why: string): ControlError =>
  new ControlError(409, `${id} cannot be part of a scenario: ${why}`);

function bodyOf({ id, request: { body, headers } }: RecordedExchange): unknown {
  const mediaType = headers['content-type'] ?? '';
  if (redactBody(body, mediaType) !== body) throw refused(id, 'its body holds a secret');
  try {
    return JSON.parse(body);
  } catch {
    throw refused(id, 'its body is not JSON, or was too long to be kept');
  }
}

function queryOf({ id, request, secretNames }: RecordedExchange): Readonly<Record<string, string>> {
  const { query } = splitTarget(request.path);
  if (query === '') return {};
  if (redactPath(request.path, secretNames) !== request.path) throw refused(id, 'its query holds a secret');
  const pairs = [...new URLSearchParams(query)];
  const names = new Set(pairs.map(([name]) => name));
  if (names.size < pairs.length) throw refused(id, 'a name of its query is repeated');
  return Object.fromEntries(pairs);
}

function callOf(recorded: RecordedExchange, service: Service): OwnCall {
  const { id, operation, version, request, reply } = recorded;
  const [first] = service.versions.keys();
  if (operation === null) throw refused(id, 'no operation answered it');
  if (reply.status >= 300 || reply.status === 0) throw refused(id, `it was answered with ${reply.status}`);
  if (version !== first || first === undefined) throw refused(id, `scenarios speak version ${first}`);
  const { path } = splitTarget(request.path);
  const { match } = findRoute(service, first, {
    method: request.method,
    path,
    query: '',
    headers: request.headers,
    body: { kind: 'none' },
    base: '',
  });
  const params = match.found === undefined ? {} : match.params;
  const query = queryOf(recorded);
  return {
    operation,
    ...(Object.keys(params).length > 0 ? { path: params } : {}),
    ...(Object.keys(query).length > 0 ? { query } : {}),
    ...(request.body === '' ? {} : { body: bodyOf(recorded) }),
  };
}

export const createSaveScenario = (found: Lookup, scenarios: Scenarios): SaveScenario => ({
  saveScenario: async ({ name, description, exchanges }, id) => {
    const { journal } = found.world(id);
    const wanted = new Set(exchanges);
    const recorded = journal.all().filter((one) => wanted.delete(one.id));
    const [first] = recorded;
    const [missing] = wanted;
    if (missing !== undefined || first === undefined)
      throw new ControlError(404, `there is no exchange ${missing}; the last ${journal.capacity} are kept`);
    const stray = recorded.find(({ vendor }) => vendor !== first.vendor);
    if (stray !== undefined) throw refused(stray.id, `a scenario is of one vendor, ${first.vendor}`);
    const service = found.service(first.vendor);
    const calls = recorded.map((one) => callOf(one, service));
    const scenario = {
      description: description ?? `What ${calls.map(({ operation }) => operation).join(', ')} lead to.`,
      clock: first.at.toISOString(),
      calls,
    };
    try {
      const file = await scenarios.save(first.vendor, name, scenario);
      return { vendor: first.vendor, name, file, calls: calls.length };
    } catch (cause) {
      throw cause instanceof ScenarioError ? new ControlError(409, cause.message) : cause;
    }
  },
});
