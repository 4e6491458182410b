/** Holds a pact to a vendor's contract, both sides of every interaction, without calling anybody. */
import type { Operation } from '../contract/contract.ts';
import { Failed, type Failure, type Issue, type Request, type Body as VendorBody } from '../core/vendor.ts';
import { suggestOperations } from '../explain/suggest-operations.ts';
import { validateRequest } from '../pipeline/validate.ts';
import { findRoute, type Route, type Service, selectContractVersion } from '../services/service.ts';
import { checkMatchers } from './check-matchers.ts';
import { checkReply } from './check-reply.ts';
import { type AddFinding, createFindings, type PactFinding, type PactReport } from './findings.ts';
import type { Interaction, Pact, PactRequest } from './read-pact.ts';
import { parseProviderState } from './state-names.ts';

/** @param scenarios names of those that a provider state may ask for */
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
    const wish = parseProviderState(name, params, scenarios);
    return typeof wish === 'string' ? [unrouted('error', 'state', pointer, wish)] : [];
  });
  let route: Route;
  try {
    const sent = sentAs(request);
    route = findRoute(service, selectContractVersion(service, sent), sent);
  } catch (cause) {
    if (!(cause instanceof Failed)) throw cause;
    return [...states, unrouted('error', 'version', request.pointer, told(cause.failure))];
  }
  const tell = createFindings(pact, interaction, route.contract);
  const operation = route.match.found;
  if (operation === undefined) return [...states, noRoute(route, request, tell)];
  return [
    ...states,
    ...checkRequest(interaction, route, operation, service, tell),
    ...checkMatchers(request, undefined, tell),
    ...checkReply(interaction.reply, operation, route.contract, tell),
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

function noRoute({ contract }: Route, { method, path, pointer }: PactRequest, tell: AddFinding): PactFinding {
  const [near] = suggestOperations(contract, method, path);
  const hint = near === undefined ? '' : `; the nearest is ${near.method} ${near.path}: ${near.difference}`;
  return tell('error', 'route', `${pointer}/path`, `the contract has no ${method} ${path}${hint}`);
}

function told(failure: Failure): string {
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

/** A call that the vendor is expected to refuse may be wrong: that is what the interaction is about. */
function checkRequest(
  { request, reply }: Interaction,
  { match, request: sent }: Route,
  operation: Operation,
  { vendor }: Service,
  tell: AddFinding,
): readonly PactFinding[] {
  const { failures, params } = validateRequest(
    operation,
    sent,
    match.found === undefined ? {} : match.params,
  );
  const ignored = params.ignored.map((name) =>
    tell('warning', 'ignored', `${request.pointer}/query`, `the vendor reads no query parameter ${name}`),
  );
  if (reply.status >= 400) return ignored;
  const broken = failures.flatMap((failure) =>
    failure.kind === 'invalid_request'
      ? failure.issues.map((issue) =>
          tell(
            'error',
            'request',
            placeOf(issue, request),
            `the vendor would refuse the call: ${issue.in}${issue.pointer} ${issue.message}`,
            issue.rule,
          ),
        )
      : [tell('error', 'request', `${request.pointer}/body`, told(failure))],
  );
  const identity = vendor.identify(request.headers, [], sent.query);
  const anonymous =
    operation.security.length > 0 && 'failure' in identity && identity.failure.reason === 'missing';
  const credential = anonymous
    ? [
        tell(
          'warning',
          'credential',
          `${request.pointer}/headers`,
          `the call shows no credential, and ${operation.id} asks for one`,
        ),
      ]
    : [];
  return [...broken, ...ignored, ...credential];
}
