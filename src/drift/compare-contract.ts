/** Differences between an exchange and the contract. */
import type { Contract, Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Failure, Reply } from '../core/vendor.ts';
import { targetOf } from '../infer/write-overlay.ts';
import { contentFor } from '../pipeline/validate.ts';
import type { Verdict } from '../recordings/validate-received.ts';
import type { Difference } from './drift-finding.ts';
import { schemaFor } from './example-schema.ts';
import { undocumentedMembers } from './undocumented-members.ts';

const KINDS: Readonly<Record<string, string>> = {
  status: 'status-undocumented',
  content: 'content-type-undocumented',
  type: 'type-changed',
  oneOf: 'type-changed',
  anyOf: 'type-changed',
  enum: 'enum-value-new',
  const: 'enum-value-new',
  format: 'format-changed',
  required: 'member-missing',
  additionalProperties: 'member-undocumented',
  unevaluatedProperties: 'member-undocumented',
  malformed: 'body-malformed',
};

/** Elements of lists are one place. */
const placeOf = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

function kindOf({ keyword, value, message }: SchemaFinding): string {
  if (keyword === 'header') return 'header-missing';
  if (message.startsWith('in the header')) return 'header-changed';
  if (keyword === 'body') return value === undefined ? 'body-missing' : 'body-undocumented';
  if (keyword === 'type' && value === null) return 'null-returned';
  return KINDS[keyword] ?? 'constraint-broken';
}

function overlayFor(
  finding: SchemaFinding,
  operation: Operation,
  contract: Contract,
  reply: Reply,
): Difference['overlay'] {
  const rule = contract.rule(finding.rule);
  if (finding.keyword === 'enum' && rule !== undefined)
    return { target: targetOf({ file: '', pointer: rule.pointer }), update: finding.value };
  if (finding.keyword !== 'status') return undefined;
  const type = mediaTypeEssence(reply.headers?.['content-type'] ?? '');
  const content =
    type === '' || reply.body === undefined ? {} : { content: { [type]: { schema: schemaFor(reply.body) } } };
  return {
    target: targetOf(operation.at),
    update: { responses: { [reply.status]: { description: 'Seen in a recording', ...content } } },
  };
}

function differenceOf(
  finding: SchemaFinding,
  operation: Operation,
  contract: Contract,
  reply: Reply,
): Difference {
  const kind = kindOf(finding);
  const { missingProperty, additionalProperty, unevaluatedProperty } = finding.params;
  const name = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const pointer = placeOf(finding.pointer) + (typeof name === 'string' ? `/${name}` : '');
  const header = /^(?:the header|in the header) ([^ :]+)/.exec(finding.message)?.[1];
  return {
    kind,
    severity: kind === 'member-undocumented' ? 'additive' : 'breaking',
    against: 'contract',
    pointer: header === undefined ? pointer : `header ${header}`,
    message:
      kind === 'enum-value-new'
        ? `the vendor sends ${JSON.stringify(finding.value)}, which the contract does not list`
        : finding.message,
    overlay: overlayFor(finding, operation, contract, reply),
  };
}

/** What the vendor took although the contract forbids it. Credentials are not in a recording and say nothing. */
function acceptedAnyway(failures: readonly Failure[]): readonly Difference[] {
  const accepted = (pointer: string, message: string): Difference => ({
    kind: 'request-accepted',
    severity: 'additive',
    against: 'contract',
    pointer,
    message: `the vendor accepts a request that the contract forbids: ${message}`,
  });
  return failures.flatMap((failure) => {
    if (failure.kind === 'unauthenticated' || failure.kind === 'forbidden') return [];
    if (failure.kind !== 'invalid_request') return [accepted('request', failure.kind.replaceAll('_', ' '))];
    return failure.issues.map(({ in: where, pointer, message }) =>
      accepted(`request ${where}${placeOf(pointer)}`, message),
    );
  });
}

/** An operation that the contract lacks. A reply that says the same is no difference. */
function unknownOperation(failures: readonly Failure[], status: number): readonly Difference[] {
  const [failure] = failures;
  if (failure === undefined || status === 404 || status === 405 || status === 501) return [];
  const kind = failure.kind === 'method_not_allowed' ? 'method-undocumented' : 'operation-undocumented';
  return [
    {
      kind,
      severity: 'additive',
      against: 'contract',
      pointer: '',
      message: `the vendor answers a call that the contract does not describe with ${status}`,
    },
  ];
}

/**
 * @param contract of the version that was called
 * @param reply as it was received; `undefined` when it could not be read
 */
export function compareWithContract(
  { operation, failures, drift, ignored }: Verdict,
  contract: Contract,
  status: number,
  reply: Reply | undefined,
): readonly Difference[] {
  if (operation === undefined) return unknownOperation(failures, status);
  // What a vendor answers when it is overloaded says nothing of the operation.
  if (status === 429 || status >= 500) return [];
  const accepted = status < 300 ? acceptedAnyway(failures) : [];
  const unread =
    status < 300
      ? ignored.map(
          (name): Difference => ({
            kind: 'parameter-undocumented',
            severity: 'additive',
            against: 'contract',
            pointer: `request query/${name}`,
            message: `the query parameter ${JSON.stringify(name)} is not in the contract`,
          }),
        )
      : [];
  const answer = reply ?? { status };
  const broken = drift.map((finding) => differenceOf(finding, operation, contract, answer));
  const schema = contentFor(
    documentedResponse(operation.responses, status)?.content ?? [],
    mediaTypeEssence(answer.headers?.['content-type'] ?? 'application/json'),
  )?.schema;
  const more =
    schema === undefined || answer.body === undefined
      ? []
      : undocumentedMembers(schema, contract.schemas, answer.body).filter(
          ({ pointer }) => !broken.some((known) => known.pointer === pointer),
        );
  return [...accepted, ...unread, ...broken, ...more];
}
