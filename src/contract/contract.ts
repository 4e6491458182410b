/** An OpenAPI document as the operations it describes. */
import type { Vendor } from '../vendor.ts';
import { basesOf } from './bases.ts';
import { type Callback, callbacksOf } from './callbacks.ts';
import { type Content, contentOf } from './content.ts';
import type { Parameter } from './decode.ts';
import { describeOperation } from './describe.ts';
import { assertDistinct } from './distinct.ts';
import {
  below,
  type Documents,
  isObject,
  type Location,
  member,
  members,
  type Node,
  openDocuments,
} from './document.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { judgeOperation } from './judged.ts';
import type { Amend } from './overlay.ts';
import { parametersOf } from './parameters.ts';
import type { ContractError } from './problems.ts';
import { type Header, replyHeadersOf } from './reply-headers.ts';
import { createRouter, type Router } from './route.ts';
import { type Rule, ruleOf } from './rule.ts';
import { createSchemas, type Schemas } from './schemas.ts';
import { describeScheme, securityOf } from './scheme.ts';
import { segmentsOf } from './template.ts';

/** Operations above which a contract that somebody brings is judged while it is served, and compiled bit by bit. */
export const LARGE = 100;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export type { Content } from './content.ts';

/** A documented reply. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly Content[];
  /** Names of headers that the reply must carry. */
  readonly headers: readonly string[];
  /** All headers that it describes. */
  readonly sends: readonly Header[];
  readonly evidence: Evidence | undefined;
}

export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly template: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Content[] } | undefined;
  readonly responses: readonly Response[];
  /** Calls that it makes to its client. */
  readonly callbacks: readonly Callback[];
  /** Alternatives, each a list of scheme names that must all be satisfied; empty when anybody may call. */
  readonly security: readonly (readonly string[])[];
  readonly evidence: Evidence | undefined;
  readonly at: Location;
}

export interface Contract {
  readonly title: string;
  /** The document itself. */
  readonly document: unknown;
  /** It, and what it refers to, with places. */
  readonly documents: Documents;
  /** Paths under which the API is served, longest first: those of the document's `servers`. */
  readonly bases: readonly string[];
  readonly operations: readonly Operation[];
  readonly router: Router<Operation>;
  readonly schemas: Schemas;
  /** What is odd in what was used, but stops nothing. */
  warnings(): readonly string[];
  /** What is wrong at a place of it. */
  error(at: Location, sentence: string): ContractError;
  /** What is wrong with ours, and only told of somebody else's. @throws {ContractError} for one of ours */
  flaw(at: Location, sentence: string): void;
  /** Where a rule stands that an issue names; `undefined` for what is no place in a contract. */
  rule(name: string): Rule | undefined;
  /** The operation as the document tells it, with references followed, for people. */
  describe(operation: Operation): Readonly<Record<string, unknown>>;
  /** What a security scheme asks for, in words. */
  scheme(name: string): string;
}

/** How a vendor wants its contract read. */
export type Reading = Pick<Vendor, 'routing' | 'reports' | 'foreign' | 'allowRefs'>;

/**
 * Reads a document without judging its schemas and examples: each is judged when it is first used.
 *
 * @param file path of the OpenAPI document
 * @param amend what an overlay makes of it
 * @throws {ContractError} with what is wrong with its paths, operations and parameters
 */
export function openContract(file: string, reading: Reading, amend?: Amend): Contract {
  const documents = openDocuments(file, { ...reading, amend });
  const { root } = documents;
  const version = isObject(root.value) ? root.value.openapi : undefined;
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    throw documents.error(
      below(root.at, 'openapi'),
      'only OpenAPI 2.0, 3.0 and 3.1 documents are read; the field openapi (or swagger) must say which',
    );
  }
  const schemas = createSchemas(
    documents,
    version,
    reading.reports,
    reading.foreign === true && isLarge(root),
  );
  const operations = members(member(root, 'paths')).flatMap(
    ([template, path]) => documents.attempt(() => operationsOf(template, path, documents, schemas)) ?? [],
  );
  const router = createRouter<Operation>(reading.routing);
  assertDistinct(operations, documents);
  // Whoever has to mend it anyway is told of its schemas too.
  if (!documents.isClear()) for (const operation of operations) judgeOperation(operation, documents.attempt);
  documents.assertNone();
  for (const operation of operations) router.add(operation.method, operation.template, operation);
  const info = member(root, 'info');
  return {
    title: String((info && member(info, 'title')?.value) ?? file),
    bases: basesOf(root),
    document: root.value,
    documents,
    error: documents.error,
    flaw: documents.flaw,
    rule: (name) => ruleOf(documents, name),
    describe: ({ at }) => describeOperation(documents, at),
    scheme: (name) => describeScheme(documents, name),
    operations,
    router,
    schemas,
    warnings: () => [
      ...documents.flaws(),
      ...[...schemas.unknownFormats].map(
        (format) => `the format ${format} is unknown; its values are not judged by it`,
      ),
    ],
  };
}

const isLarge = (root: Node): boolean =>
  members(member(root, 'paths'))
    .map(([, path]) => METHODS.filter((method) => member(path, method) !== undefined).length)
    .reduce((sum, count) => sum + count, 0) > LARGE;

function operationsOf(template: string, item: Node, documents: Documents, schemas: Schemas): Operation[] {
  if (template.startsWith('x-')) return [];
  const path = documents.resolve(item);
  if (!template.startsWith('/')) throw documents.error(item.at, 'a path must begin with a slash');
  try {
    segmentsOf(template);
  } catch (cause) {
    throw documents.error(item.at, (cause as Error).message);
  }
  return METHODS.flatMap((method) => {
    const operation = member(path, method);
    if (operation === undefined) return [];
    return (
      documents.attempt(() =>
        operationOf(method.toUpperCase(), template, documents.resolve(operation), path, documents, schemas),
      ) ?? []
    );
  });
}

function operationOf(
  method: string,
  template: string,
  node: Node,
  path: Node,
  documents: Documents,
  schemas: Schemas,
): Operation {
  const id = member(node, 'operationId')?.value;
  const body = member(node, 'requestBody');
  const request = body && documents.resolve(body);
  const described = members(member(node, 'responses')).filter(([status]) => !status.startsWith('x-'));
  if (described.length === 0)
    documents.attempt(() =>
      documents.flaw(node.at, 'the operation documents no response, so that none can be given'),
    );
  const responses = described.flatMap(
    ([status, response]) =>
      documents.attempt(() => responseOf(status, documents.resolve(response), documents, schemas)) ?? [],
  );
  return {
    id: typeof id === 'string' ? id : `${method} ${template}`,
    method,
    template,
    parameters: parametersOf(template, node, path, documents, schemas),
    body: request && {
      required: member(request, 'required')?.value === true,
      content: contentOf(request, 'request', documents, schemas),
    },
    responses,
    callbacks: callbacksOf(node, documents, (request) => contentOf(request, 'request', documents, schemas)),
    security: securityOf(node, documents),
    evidence: evidenceOf(node),
    at: node.at,
  };
}

function responseOf(status: string, node: Node, documents: Documents, schemas: Schemas): Response {
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    throw documents.error(node.at, `${status} is no status of HTTP`);
  const sends = replyHeadersOf(node, documents, schemas);
  return {
    status: status === 'default' ? status : status.toUpperCase(),
    content: contentOf(node, 'response', documents, schemas),
    headers: sends.filter(({ required }) => required).map(({ name }) => name),
    sends,
    evidence: evidenceOf(node),
  };
}
