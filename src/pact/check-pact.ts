/** Checks a pact against a vendor's contract: request and reply of every interaction, without making a call. */
import { suggestOperations } from '../contract/suggest-operations.ts';
import { Failed, type Request, type Body as VendorBody } from '../core/vendor.ts';
import { findRoute, type Route, type Service, selectContractVersion } from '../services/service.ts';
import { checkMatchers } from './check-matchers.ts';
import { checkModelled } from './check-modelled.ts';
import { checkReply } from './check-reply.ts';
import { checkRequest, describeFailure } from './check-request.ts';
import { type CheckStates, checkStates } from './check-states.ts';
import { type AddFinding, createFindings, type PactFinding, type PactReport } from './findings.ts';
import type { Interaction, Pact, PactRequest } from './read-pact.ts';
import { requestBody } from './request-body.ts';

export interface CheckOptions extends CheckStates {
  /** Put before every path of the pact. */
  readonly basePath?: string | undefined;
}

export async function checkPact(pact: Pact, service: Service, options: CheckOptions): Promise<PactReport> {
  const findings: PactFinding[] = [];
  for (const interaction of pact.interactions)
    findings.push(...(await checkInteraction(pact, interaction, service, options)));
  return {
    file: pact.file,
    consumer: pact.consumer,
    provider: pact.provider,
    vendor: service.vendor.name,
    interactions: pact.interactions.map(({ description }) => description),
    findings: [...findings, ...pact.leftOut.map((one) => leftOutFinding(pact, one))],
  };
}

const leftOutFinding = (
  { file, line }: Pact,
  { description, reason, pointer }: Pact['leftOut'][number],
): PactFinding => ({
  severity: 'warning',
  code: 'left-out',
  message: `the interaction was not checked: ${reason}`,
  interaction: description,
  pact: { file, line: line(pointer), pointer },
});

async function checkInteraction(
  pact: Pact,
  interaction: Interaction,
  service: Service,
  options: CheckOptions,
): Promise<readonly PactFinding[]> {
  const { request } = interaction;
  const unrouted = createFindings(pact, interaction, undefined);
  const states = await checkStates(interaction, service, options, unrouted);
  const body = requestBody(request.body);
  let route: Route;
  try {
    const sent = sentAs(request, body, options.basePath ?? '');
    route = findRoute(service, selectContractVersion(service, sent), sent);
  } catch (cause) {
    if (!(cause instanceof Failed)) throw cause;
    return [...states, refusedVersion(interaction, cause, unrouted)];
  }
  const addFinding = createFindings(pact, interaction, route.contract);
  const operation = route.match.found;
  if (operation === undefined) return [...states, noRoute(route, request, addFinding)];
  return [
    ...states,
    ...(states.length > 0 ? [] : checkModelled(interaction, route, service, operation, addFinding)),
    ...checkRequest(interaction, route, operation, service, addFinding),
    ...checkMatchers(request, undefined, addFinding),
    ...checkReply(interaction.reply, operation, route.contract, service.vendor, addFinding),
  ];
}

/** The vendor chooses a contract by the headers, and these choose none. */
function refusedVersion({ request }: Interaction, { failure }: Failed, addFinding: AddFinding): PactFinding {
  const { accept } = request.headers;
  const about = accept === undefined ? '' : ` (it accepts ${accept})`;
  return failure.kind === 'domain' && accept !== undefined && !/json|\*/.test(accept)
    ? addFinding(
        'error',
        'accept',
        `${request.pointer}/headers`,
        `the call accepts ${accept}, and the vendor answers with nothing of it: ${failure.code}`,
      )
    : addFinding('error', 'version', request.pointer, `${describeFailure(failure)}${about}`);
}

/** The request of an interaction as the vendor receives it. */
export const sentAs = (request: PactRequest, body: VendorBody | undefined, basePath: string): Request => ({
  method: request.method,
  path: basePath + request.path,
  query: request.query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&'),
  headers: request.headers,
  body: body ?? {
    kind: 'other',
    mediaType: request.body?.mediaType ?? '',
    text: String(request.body?.value ?? ''),
  },
  base: '',
});

function noRoute(
  { contract, request: { base, path: below } }: Route,
  { method, pointer }: PactRequest,
  addFinding: AddFinding,
): PactFinding {
  const path = base + below;
  const [near] = suggestOperations(contract, method, path);
  const missing = /^the base path (\S+) is missing$/.exec(near?.difference ?? '')?.[1];
  const advice =
    missing === undefined ? '' : `; if all paths of the pact leave it out, add --base-path ${missing}`;
  const hint =
    near === undefined ? '' : `; the nearest is ${near.method} ${near.path}: ${near.difference}${advice}`;
  const query = path.includes('?') ? '; its query belongs in "query", not in "path"' : '';
  return addFinding(
    'error',
    'route',
    `${pointer}/path`,
    `the contract has no ${method} ${path}${query || hint}`,
  );
}
