/** Checks the reply that a pact expects against the contract. */
import type { Content, Contract, Operation, Response } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { child, formatLocation } from '../contract/document/load-document.ts';
import { type PartialResult, validatePartial } from '../contract/schema/validate-partial.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { contentFor } from '../pipeline/validate.ts';
import { checkMatchers } from './check-matchers.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { PactBody } from './pact-body.ts';
import type { PactReply } from './read-pact.ts';

const isSuccess = (status: string | number): boolean => /^2/.test(String(status));

/** The documented response for a status. `default` does not count as a second success. */
function documented(operation: Operation, status: number): Response | undefined {
  const found = documentedResponse(operation.responses, status);
  const other = operation.responses.some((response) => isSuccess(response.status));
  return found?.status === 'default' && isSuccess(status) && other ? undefined : found;
}

export function checkReply(
  reply: PactReply,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const response = documented(operation, reply.status);
  if (response === undefined) {
    const known = operation.responses.map(({ status }) => status).join(', ');
    const rule = formatLocation(child(operation.at, 'responses'));
    const sentence = `the vendor does not answer ${operation.id} with ${reply.status}; the contract documents ${known}`;
    return [addFinding('error', 'status', `${reply.pointer}/status`, sentence, rule)];
  }
  const { findings, checked } = checkBody(reply, response, operation, contract, addFinding);
  return [...findings, ...checkMatchers(reply, checked, addFinding)];
}

interface CheckedBody {
  readonly findings: readonly PactFinding[];
  readonly checked?: PartialResult;
}

function checkBody(
  { body, headers, pointer }: PactReply,
  response: Response,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): CheckedBody {
  const rule = formatLocation(child(operation.at, 'responses'));
  const type = headers['content-type'];
  const declared = type === undefined ? undefined : mediaTypeEssence(type);
  const mediaType = declared ?? body?.mediaType;
  if (mediaType === undefined) return { findings: [] };
  if (response.content.length === 0) {
    const sentence = `the vendor answers ${operation.id} with ${response.status} and no body`;
    return {
      findings: body === undefined ? [] : [addFinding('error', 'body', body.pointer, sentence, rule)],
    };
  }
  const content =
    contentFor(response.content, mediaType) ?? (declared === undefined ? response.content[0] : undefined);
  if (content === undefined) {
    const known = response.content.map((one) => one.mediaType).join(', ');
    const sentence = `the vendor answers ${operation.id} with ${known}, not with ${mediaType}`;
    return { findings: [addFinding('error', 'media-type', `${pointer}/headers`, sentence, rule)] };
  }
  return body === undefined ? { findings: [] } : checkValue(body, content, contract, addFinding);
}

function checkValue(
  body: PactBody,
  { schema }: Content,
  contract: Contract,
  addFinding: AddFinding,
): CheckedBody {
  if (schema === undefined) {
    const sentence = 'the contract does not describe the body, so it could not be judged';
    return { findings: [addFinding('warning', 'unjudged', body.pointer, sentence)] };
  }
  const checked = validatePartial(schema, contract.schemas, body.value);
  const findings = checked.findings.map(({ pointer, keyword, message, rule, allowed }) =>
    addFinding(
      allowed ? 'warning' : 'error',
      keyword === 'unjudged' ? 'unjudged' : UNKNOWN.has(keyword) ? 'field' : 'value',
      body.pointer + pointer,
      `the expected reply: ${pointer || 'the body'} ${message}`,
      rule,
    ),
  );
  return { findings, checked };
}

const UNKNOWN = new Set(['undescribed', 'false schema']);
