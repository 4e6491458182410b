/** Checks a pact against a vendor's contract: request and reply of every interaction, without making a call. */
import type { Operation } from '../contract/contract.ts';
import { suggestOperations } from '../contract/suggest-operations.ts';
import { Failed, type Failure, type Issue, type Request, type Body as VendorBody } from '../core/vendor.ts';
import { validateRequest } from '../pipeline/validate.ts';
import { findRoute, type Route, type Service, selectContractVersion } from '../services/service.ts';
import { checkMatchers } from './check-matchers.ts';
import { checkReply } from './check-reply.ts';
import { type AddFinding, createFindings, type PactFinding, type PactReport } from './findings.ts';
import type { Interaction, Pact, PactRequest } from './read-pact.ts';
import { parseProviderState } from './state-names.ts';

/** @param scenarios names of the scenarios that a provider state may ask for */
export function checkPact(pact: Pact, service: Service, scenarios: readonly string[]): PactReport {
  return {
    file: pact.file,
    consumer: pact.consumer,
    provider: pact.provider,
    vendor: service.vendor.name,
    interactions: pact.interactions.map(({ description }) => description),
    findings: pact.interactions.flatMap((interaction) =>
      checkInteraction(pact, interaction, service, scenarios),
    ),
  };
}

function checkInteraction(
  pact: Pact,
  interaction: Interaction,
  service: Service,
  scenarios: readonly string[],
): readonly PactFinding[] {
  const { request } = interaction;
  const unrouted = createFindings(pact, interaction, undefined);
  const states = interaction.states.flatMap(({ name, params, pointer }) => {
    const request = parseProviderState(name, params, scenarios);
    return typeof request === 'string' ? [unrouted('error', 'state', pointer, request)] : [];
  });
  let route: Route;
  try {
    const sent = sentAs(request);
    route = findRoute(service, selectContractVersion(service, sent), sent);
  } catch (cause) {
    if (!(cause instanceof Failed)) throw cause;
    return [...states, unrouted('error', 'version', request.pointer, describeFailure(cause.failure))];
  }
  const addFinding = createFindings(pact, interaction, route.contract);
  const operation = route.match.found;
  if (operation === undefined) return [...states, noRoute(route, request, addFinding)];
  return [
    ...states,
    ...checkRequest(interaction, route, operation, service, addFinding),
    ...checkMatchers(request, undefined, addFinding),
    ...checkReply(interaction.reply, operation, route.contract, addFinding),
  ];
}

function bodyOf({ body }: PactRequest): VendorBody {
  if (body === undefined) return { kind: 'none' };
  const { value, mediaType, isJson } = body;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (isJson) return { kind: 'json', mediaType, value, text: JSON.stringify(value) };
  return mediaType === 'application/x-www-form-urlencoded'
    ? { kind: 'form', mediaType, fields: [...new URLSearchParams(text)] }
    : { kind: 'other', mediaType, text };
}

const sentAs = (request: PactRequest): Request => ({
  method: request.method,
  path: request.path,
  query: request.query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&'),
  headers: request.headers,
  body: bodyOf(request),
  base: '',
});

function noRoute(
  { contract }: Route,
  { method, path, pointer }: PactRequest,
  addFinding: AddFinding,
): PactFinding {
  const [near] = suggestOperations(contract, method, path);
  const hint = near === undefined ? '' : `; the nearest is ${near.method} ${near.path}: ${near.difference}`;
  return addFinding('error', 'route', `${pointer}/path`, `the contract has no ${method} ${path}${hint}`);
}

function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'invalid_request':
      return failure.issues.map(({ message }) => message).join('; ');
    case 'unsupported_media_type':
      return `the contract takes no body of ${failure.mediaType || 'no type'}`;
    case 'malformed_body':
      return `the body cannot be read: ${failure.reason}`;
    default:
      return `the vendor refuses the call: ${failure.kind}`;
  }
}

const placeOf = ({ in: where, pointer }: Issue, request: PactRequest): string => {
  switch (where) {
    case 'body':
      return `${request.body?.pointer ?? request.pointer}${pointer}`;
    case 'path':
      return `${request.pointer}/path`;
    case 'query':
      return `${request.pointer}/query${/^\/[^/]*/.exec(pointer)?.[0] ?? ''}`;
    default:
      return `${request.pointer}/headers`;
  }
};

/** Where the interaction expects an error, the request may break the contract: that is what the test is about. */
function checkRequest(
  { request, reply }: Interaction,
  { match, request: sent }: Route,
  operation: Operation,
  { vendor }: Service,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { failures, params } = validateRequest(
    operation,
    sent,
    match.found === undefined ? {} : match.params,
  );
  const ignored = params.ignored.map((name) =>
    addFinding(
      'warning',
      'ignored',
      `${request.pointer}/query`,
      `the vendor reads no query parameter ${name}`,
    ),
  );
  if (reply.status >= 400) return ignored;
  const broken = failures.flatMap((failure) =>
    failure.kind === 'invalid_request'
      ? failure.issues.map((issue) =>
          addFinding(
            'error',
            'request',
            placeOf(issue, request),
            `the vendor would refuse the call: ${issue.in}${issue.pointer} ${issue.message}`,
            issue.rule,
          ),
        )
      : [addFinding('error', 'request', `${request.pointer}/body`, describeFailure(failure))],
  );
  const identity = vendor.identify(request.headers, [], sent.query);
  const anonymous =
    operation.security.length > 0 && 'failure' in identity && identity.failure.reason === 'missing';
  const credential = anonymous
    ? [
        addFinding(
          'warning',
          'credential',
          `${request.pointer}/headers`,
          `the call shows no credential, and ${operation.id} asks for one`,
        ),
      ]
    : [];
  return [...broken, ...ignored, ...credential];
}
