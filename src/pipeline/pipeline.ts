/**
 * One request through prism-core: route, security, input, the handler as prism's `forward`, its `mock` where there is
 * no handler, and output. prism-core and fp-ts are used only in this folder.
 */

import { createLogger, factory, type IPrismProxyConfig } from '@stoplight/prism-core';
import * as Either from 'fp-ts/lib/Either.js';
import * as TaskEither from 'fp-ts/lib/TaskEither.js';
import { takesJson } from '../contract/content-negotiation.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import { generateReply } from '../contract/generate-reply.ts';
import { hasPreference, preferenceOf } from '../contract/prefer-header.ts';
import type { RouteMatch } from '../contract/router.ts';
import { toError } from '../core/emulator-error.ts';
import { READING_METHODS } from '../core/http-methods.ts';
import { addReason } from '../core/reason-header.ts';
import {
  type AnyHandler,
  Failed,
  type Failure,
  type HandlerContext,
  type Identity,
  type Reply,
  type Request,
  Unhandled,
  type Vendor,
} from '../core/vendor.ts';
import {
  driftDiagnostics,
  failureFrom,
  findingsFrom,
  isDiagnostic,
  NONE,
  toDiagnostic,
} from './diagnostics.ts';
import {
  type HandlerResult,
  ignoredParameters,
  type PipelineResult,
  toPipelineResult,
  withoutValidation,
} from './outcome.ts';
import { type ValidatedRequest, validateReply, validateRequest } from './validate.ts';
import { inPreferredType, prefersXml } from './xml-reply.ts';

/** Everything one run needs. */
export interface PipelineRun {
  readonly vendor: Vendor;
  readonly contract: Contract;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly request: Request;
  readonly match: RouteMatch<Operation>;
  readonly identity: Identity;
  /** Failures found before validation, such as a used-up rate limit. */
  readonly refused: readonly Failure[];
  readonly context: Omit<HandlerContext<unknown>, 'caller' | 'request'>;
  /** Seed for generated replies. */
  readonly world: string;
  /** The reply of the real vendor. It takes the place of the handler, even if the request is invalid. */
  readonly received?: Reply;
  /** Set by validation, for the later steps. */
  validated?: ValidatedRequest;
  /** Why the handler left the reply to the contract. Set by the handler. */
  leftBecause?: string;
}

/** prism-core runs `mock` when `forward` fails with this name. */
const notImplemented = Object.assign(new Error('no handler'), {
  name: 'https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED',
});

function routeFailure({ method, path }: Request, allow: readonly string[]): Failure {
  return allow.length > 0
    ? { kind: 'method_not_allowed', method, path, allow }
    : { kind: 'route_not_found', method, path };
}

function securityFailure(identity: Identity, operation: Operation): Failure | undefined {
  if (operation.security.length === 0) return undefined;
  if ('failure' in identity) return identity.failure;
  const { schemes } = identity.caller;
  const opened = operation.security.some((names) => names.every((name) => schemes.includes(name)));
  return opened ? undefined : { kind: 'unauthenticated', reason: 'insufficient' };
}

/** The failure that the vendor reports first. */
function firstOf(failures: readonly Failure[], vendor: Vendor): Failure | undefined {
  if (failures.length < 2) return failures[0];
  const rank = (failure: Failure): number => {
    const index = vendor.precedence.indexOf(failure.kind);
    return index < 0 ? vendor.precedence.length : index;
  };
  return failures.toSorted((one, other) => rank(one) - rank(other))[0];
}

async function handle(run: PipelineRun, operation: Operation, handler: AnyHandler): Promise<HandlerResult> {
  const { identity, request, validated } = run;
  const { state, ids, now, options, emit } = run.context;
  const reply = await handler({
    state,
    ids,
    now,
    options,
    emit,
    caller: 'caller' in identity ? identity.caller : undefined,
    request,
    path: validated?.params.path,
    query: validated?.params.query,
    body: validated?.body,
  });
  if (typeof reply?.status !== 'number') throw new Error(`the handler of ${operation.id} gave no reply`);
  const answer =
    run.vendor.foreign === true ? inPreferredType(operation, reply, request.headers.accept) : reply;
  return { reply: answer, source: 'modelled' };
}

/**
 * Whether the contract replies instead of the handler: in a user's document for a request with a preference, as with
 * `prism mock`, and for a call that only reads and accepts neither JSON nor XML.
 */
const leavesToContract = ({ vendor, request }: PipelineRun, operation: Operation): boolean =>
  vendor.foreign === true &&
  (hasPreference(preferenceOf(request)) ||
    (READING_METHODS.has(request.method) &&
      !takesJson(operation, request.headers.accept) &&
      !prefersXml(operation, request.headers.accept)));

function leftBy(run: PipelineRun, cause: unknown): Error {
  if (!(cause instanceof Unhandled)) return toError(cause);
  if (cause.message !== '') run.leftBecause = cause.message;
  return notImplemented;
}

/** The reply of the contract, with the reason why the handler left it. */
function generatedReply(resource: Operation, run: PipelineRun): HandlerResult {
  const { vendor, contract, request, world } = run;
  const lenient = vendor.foreign === true;
  const { example, ...reply } = generateReply(resource, request, contract.schemas, world, lenient);
  return {
    reply: addReason(reply, run.leftBecause ?? ''),
    source: example ? 'example' : 'generated',
  };
}

const logger = createLogger('vendouble', { level: 'silent' });
// prism-core asks for a child logger with every request.
logger.child = () => logger;

/**
 * `errors` must be on: otherwise prism-core passes unmatched requests to `forward` without their findings. The object
 * is complete, so prism-core adds nothing to it and every request can share it.
 */
const config: IPrismProxyConfig = {
  isProxy: true,
  errors: true,
  // Checked in `validateInput`, because it is costly for prism-core to join two results.
  checkSecurity: false,
  validateRequest: true,
  validateResponse: true,
  mock: {},
  upstream: new URL('http://handler.invalid'),
  upstreamProxy: undefined,
};

/** Operations are found before prism-core runs. */
const RESOURCES: Operation[] = [];

const prism = factory<Operation, PipelineRun, HandlerResult, IPrismProxyConfig>(config, {
  route: ({ input: { request, match } }) =>
    match.found === undefined
      ? Either.left(new Failed(routeFailure(request, match.allow)))
      : Either.right(match.found),
  validateSecurity: ({ element: run }) => Either.right(run),
  validateInput: ({ resource, element: run }) => {
    if (resource.broken !== undefined) throw resource.broken;
    const params = run.match.found === undefined ? {} : run.match.params;
    run.validated = validateRequest(resource, run.request, params);
    const insecure = securityFailure(run.identity, resource);
    const failures = insecure === undefined ? run.validated.failures : [insecure, ...run.validated.failures];
    return toDiagnostic(failures) ?? Either.right(run);
  },
  forward:
    ({ data: run, validations }, _url, _proxy, resource) =>
    () => {
      if (run.received !== undefined) return TaskEither.right({ reply: run.received, source: 'upstream' });
      const failure =
        validations.length === 0 && run.refused.length === 0
          ? undefined
          : firstOf([...run.refused, ...validations.filter(isDiagnostic).map(failureFrom)], run.vendor);
      if (failure !== undefined) return TaskEither.left(new Failed(failure));
      const handler =
        resource && Object.hasOwn(run.handlers, resource.id) && !leavesToContract(run, resource)
          ? run.handlers[resource.id]
          : undefined;
      if (resource === undefined || handler === undefined) return TaskEither.left(notImplemented);
      // The function of fp-ts for this takes three more microtasks.
      return () =>
        handle(run, resource, handler).then(Either.right, (cause) => Either.left(leftBy(run, cause)));
    },
  mock:
    ({ resource, input: { data: run } }) =>
    () =>
      Either.tryCatch(() => generatedReply(resource, run), toError),
  validateOutput: ({ resource, element }) => {
    const drift = validateReply(resource, element.reply);
    return driftDiagnostics(drift) ?? Either.right(element);
  },
  logger,
});

/**
 * Runs one request. The promise never rejects. If validation throws, the request is refused.
 *
 * @param run is changed; use it once
 */
export async function runPipeline(run: PipelineRun): Promise<PipelineResult> {
  let result: PipelineResult['result'];
  let drift = NONE;
  let failures: readonly Failure[] = [];
  try {
    const produced = await prism.request(run, RESOURCES, config)();
    if (Either.isLeft(produced)) result = toPipelineResult(produced.left);
    else {
      result = produced.right.output;
      const { input, output } = produced.right.validations;
      drift = findingsFrom(output);
      if (run.received !== undefined) failures = input.filter(isDiagnostic).map(failureFrom);
    }
  } catch (cause) {
    result = withoutValidation(toError(cause));
  }
  return {
    operation: run.match.found,
    result,
    drift,
    failures,
    ignored: ignoredParameters(run.validated, result),
  };
}
