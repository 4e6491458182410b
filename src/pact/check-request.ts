/** Checks the request of an interaction as the vendor would. */
import type { Operation } from '../contract/contract.ts';
import { formatLocation } from '../contract/document/load-document.ts';
import type { Failure, Issue, Body as VendorBody } from '../core/vendor.ts';
import { contentFor, validateRequest } from '../pipeline/validate.ts';
import type { Route, Service } from '../services/service.ts';
import { checkCredential } from './check-credential.ts';
import { checkAccept, checkContentType } from './check-media-types.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { Interaction, PactRequest } from './read-pact.ts';
import { requestBody } from './request-body.ts';

/** A failure that is not about one value. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'invalid_request':
      return failure.issues.map(({ message }) => message).join('; ');
    case 'unsupported_media_type':
      return `the contract takes no body of ${failure.mediaType || 'no type'}`;
    case 'malformed_body':
      return `the body cannot be read: ${failure.reason}`;
    case 'domain':
      return `the vendor refuses the call: ${failure.code}`;
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

/** Whether a text stands for a value that the schema describes and that cannot be read from it. */
function isOpaque(operation: Operation, body: VendorBody | undefined): boolean {
  if (body === undefined) return true;
  if (body.kind !== 'other') return false;
  const content = contentFor(operation.body?.content ?? [], body.mediaType);
  const types = content?.shape.types ?? [];
  return (
    content !== undefined &&
    content.writeXml === undefined &&
    content.sequence === undefined &&
    types.length > 0 &&
    !types.includes('string')
  );
}

/** A list that the contract reads from one value, and that the call repeats. */
function checkRepeated(
  { request }: Interaction,
  { parameters, id }: Operation,
  addFinding: AddFinding,
): readonly PactFinding[] {
  return parameters.flatMap((parameter) => {
    const { name, shape, explode, style, at } = parameter;
    const times = request.query.filter(([key]) => key === name).length;
    const isOneText = shape.types.includes('array') && !explode && style !== 'deepObject';
    if (parameter.in !== 'query' || !isOneText || times < 2) return [];
    const sentence = `${id} reads the list ${name} from one value, and the call repeats the parameter`;
    return [addFinding('error', 'request', `${request.pointer}/query`, sentence, formatLocation(at))];
  });
}

/** Where the interaction expects an error, the request may break the contract: that is what the test is about. */
export function checkRequest(
  interaction: Interaction,
  { contract, match, request: sent }: Route,
  operation: Operation,
  service: Service,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { request, reply } = interaction;
  const path = match.found === undefined ? {} : match.params;
  const { failures, params } = validateRequest(operation, sent, path);
  const ignored = params.ignored.map((name) => {
    const sentence = `the vendor ignores the query parameter ${name}`;
    return addFinding('warning', 'ignored', `${request.pointer}/query`, sentence);
  });
  if (reply.status >= 400) return ignored;
  const opaque = isOpaque(operation, requestBody(request.body));
  const unjudged =
    opaque && request.body !== undefined
      ? [
          addFinding(
            'warning',
            'unjudged',
            request.body.pointer,
            `the body is ${request.body.mediaType}, which is not compared to its schema`,
          ),
        ]
      : [];
  const broken = failures.flatMap((failure) =>
    failure.kind === 'invalid_request'
      ? failure.issues
          .filter((issue) => !(opaque && issue.in === 'body'))
          .map((issue) =>
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
  return [
    ...broken,
    ...unjudged,
    ...checkRepeated(interaction, operation, addFinding),
    ...checkContentType(interaction, operation, contract, addFinding),
    ...checkAccept(interaction, operation, contract, addFinding),
    ...ignored,
    ...checkCredential(request, sent.query, operation, { contract, vendor: service.vendor }, addFinding),
  ];
}
