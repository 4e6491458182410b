/** One operation of a document: what it takes, and what it answers. */
import { acceptQueryOf } from './accept-query.ts';
import { type Callback, callbacksOf } from './callbacks.ts';
import { type Content, contentOf, type Response, responseOf } from './content.ts';
import type { ContractError } from './document/contract-error.ts';
import { type Evidence, evidenceOf } from './document/evidence.ts';
import { type Documents, type Location, member, members, type Node } from './document/load-document.ts';
import { queryKeysOf, securityOf } from './document/security.ts';
import type { Parameter } from './parameters/decode.ts';
import { parametersOf } from './parameters/parameters.ts';
import type { Schemas } from './schema/compile.ts';

export interface Operation {
  readonly id: string;
  /** Upper case, but for `additionalOperations`. */
  readonly method: string;
  readonly template: string;
  /** Paths below which the template is served, longest first: those of the nearest `servers`. */
  readonly bases: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly responses: readonly Response[];
  /** Calls that the API makes to its client. */
  readonly callbacks: readonly Callback[];
  /** Alternatives, each a list of scheme names that must all be satisfied; empty if no credential is needed. */
  readonly security: readonly (readonly string[])[];
  /** Names of query parameters that are read as credentials. */
  readonly keys: readonly string[];
  /** Media types with which the path takes QUERY, as its `Accept-Query` header says. */
  readonly acceptQuery?: string | undefined;
  readonly evidence: Evidence | undefined;
  readonly at: Location;
  /** Why a user's document cannot say what its calls mean, so that each is rejected. */
  readonly broken?: ContractError | undefined;
}

/** Where in a document an operation is described. */
export interface OperationSource extends Pick<Operation, 'method' | 'template' | 'bases'> {
  /** The operation itself, and the path that it belongs to. */
  readonly node: Node;
  readonly path: Node;
}

/**
 * Reads an operation.
 *
 * @throws {ContractError} for a mistake that requests would meet
 */
export function operationOf(
  { method, template, bases, node, path }: OperationSource,
  documents: Documents,
  schemas: Schemas,
): Operation {
  const id = member(node, 'operationId')?.value;
  const body = member(node, 'requestBody');
  const request = body && documents.follow(body);
  const described = members(member(node, 'responses')).filter(([status]) => !status.startsWith('x-'));
  if (described.length === 0)
    documents.attempt(() =>
      documents.flaw(node.at, 'the operation documents no response, so that none can be given'),
    );
  const acceptQuery = acceptQueryOf(path, documents);
  const usual = new Map(acceptQuery === undefined ? [] : [['accept-query', acceptQuery]]);
  const responses = described.flatMap(
    ([status, response]) =>
      documents.attempt(() => responseOf(status, response, documents, schemas, usual)) ?? [],
  );
  return {
    id: typeof id === 'string' ? id : `${method} ${template}`,
    method,
    template,
    bases,
    parameters: parametersOf(template, node, path, documents, schemas),
    body: request && {
      required: member(request, 'required')?.value === true,
      content: contentOf(request, 'request', documents, schemas),
    },
    responses,
    callbacks: callbacksOf(node, documents, (request) => contentOf(request, 'request', documents, schemas)),
    security: securityOf(node, documents),
    keys: queryKeysOf(documents),
    ...(acceptQuery === undefined ? {} : { acceptQuery }),
    evidence: evidenceOf(node),
    at: node.at,
  };
}

/** An operation that cannot be read: it is found, and its calls are rejected. */
export const brokenOperation = (
  { method, template, bases, node }: OperationSource,
  broken: ContractError,
): Operation => ({
  id: `${method} ${template}`,
  method,
  template,
  bases,
  parameters: [],
  body: undefined,
  responses: [],
  callbacks: [],
  security: [],
  keys: [],
  evidence: undefined,
  at: node.at,
  broken,
});
