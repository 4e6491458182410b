/** Checks the reply that a pact expects against the contract. */
import type { Content, Contract, Operation, Response } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { child, formatLocation } from '../contract/document/load-document.ts';
import { MalformedTextError } from '../contract/parameters/malformed-text.ts';
import { type PartialResult, validatePartial } from '../contract/schema/validate-partial.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Vendor } from '../core/vendor.ts';
import { contentFor } from '../pipeline/validate.ts';
import { checkMatchers } from './check-matchers.ts';
import { checkProduced } from './check-media-types.ts';
import { checkReplyHeaders } from './check-reply-headers.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import { onlyExampleBreaks } from './loose-matchers.ts';
import { matcherRefusal } from './matchers.ts';
import { isXmlBody, type PactBody } from './pact-body.ts';
import type { PactReply } from './read-pact.ts';
import { ruleOfValue } from './xml-places.ts';

const isSuccess = (status: string | number): boolean => /^2/.test(String(status));

/** Whether a matcher accepts a class of statuses, and the contract documents one of them. */
const acceptsOther = ({ rules }: PactReply, { responses }: Operation): boolean =>
  rules.some(
    ({ part, matchers }) =>
      part === 'status' &&
      responses.some(({ status }) =>
        matchers.every(
          (matcher) => matcherRefusal(matcher, Number(status.replace(/XX$/, '00'))) === undefined,
        ),
      ),
  );

function checkStatus(
  reply: PactReply,
  response: Response | undefined,
  operation: Operation,
  vendor: Vendor,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const { status } = reply;
  const at = `${reply.pointer}/status`;
  const rule = formatLocation(child(operation.at, 'responses'));
  const others = operation.responses.filter((known) => known !== response);
  const onlyDefault =
    response?.status === 'default' && isSuccess(status) && others.some((one) => isSuccess(one.status));
  // The contract of a built-in vendor is complete: what it does not name is not sent.
  if (response === undefined || (onlyDefault && vendor.foreign !== true)) {
    const known = operation.responses.map((one) => one.status).join(', ');
    const sentence = `the vendor does not answer ${operation.id} with ${status}; the contract documents ${known}`;
    return [addFinding(acceptsOther(reply, operation) ? 'warning' : 'error', 'status', at, sentence, rule)];
  }
  if (!onlyDefault) return [];
  const known = others.map((one) => one.status).join(', ');
  const sentence = `the contract documents ${status} of ${operation.id} only as default, beside ${known}`;
  return [addFinding('warning', 'status', at, sentence, rule)];
}

export function checkReply(
  reply: PactReply,
  operation: Operation,
  contract: Contract,
  vendor: Vendor,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const response = documentedResponse(operation.responses, reply.status);
  const status = checkStatus(reply, response, operation, vendor, addFinding);
  if (response === undefined || status.some(({ severity }) => severity === 'error')) return status;
  const { findings, checked } = checkBody(reply, response, operation, contract, addFinding);
  return [
    ...status,
    ...checkReplyHeaders(reply, response, operation, vendor, addFinding),
    ...findings,
    ...checkMatchers(reply, checked, addFinding),
  ];
}

/** HTTP sends no body, whatever the contract says. */
const isBodyless = ({ status }: PactReply, { method }: Operation): boolean =>
  method === 'HEAD' || status === 204 || status === 304;

interface CheckedBody {
  readonly findings: readonly PactFinding[];
  readonly checked?: PartialResult;
}

function checkBody(
  reply: PactReply,
  response: Response,
  operation: Operation,
  contract: Contract,
  addFinding: AddFinding,
): CheckedBody {
  const { body, headers, pointer, isEmpty } = reply;
  const described = response.content.filter(({ schema }) => schema !== undefined);
  if (isEmpty && !isBodyless(reply, operation) && described.length > 0) {
    const known = described.map((one) => one.mediaType).join(', ');
    const sentence = `the pact expects an empty body, and the vendor answers ${operation.id} with ${known}`;
    const place = formatLocation(child(operation.at, 'responses'));
    const severity = described.some(({ shape }) => shape.types.length > 0) ? 'error' : 'warning';
    return { findings: [addFinding(severity, 'body', `${pointer}/body`, sentence, place)] };
  }
  const rule = formatLocation(child(operation.at, 'responses'));
  const type = headers['content-type'];
  const declared = type === undefined ? undefined : mediaTypeEssence(type);
  const mediaType = declared ?? body?.mediaType;
  if (mediaType === undefined) return { findings: [] };
  if (response.content.length === 0) {
    if (body === undefined) return { findings: checkProduced(reply, operation, contract, addFinding) };
    const sentence = `the vendor answers ${operation.id} with ${response.status} and no body`;
    return { findings: [addFinding('error', 'body', body.pointer, sentence, rule)] };
  }
  const content =
    contentFor(response.content, mediaType) ?? (declared === undefined ? response.content[0] : undefined);
  if (content === undefined) {
    const known = response.content.map((one) => one.mediaType).join(', ');
    const sentence = `the vendor answers ${operation.id} with ${known}, not with ${mediaType}`;
    return { findings: [addFinding('error', 'media-type', `${pointer}/headers`, sentence, rule)] };
  }
  return body === undefined ? { findings: [] } : checkValue(body, reply, content, contract, addFinding);
}

function checkValue(
  body: PactBody,
  { rules }: PactReply,
  content: Content,
  contract: Contract,
  addFinding: AddFinding,
): CheckedBody {
  const { schema, shape } = content;
  if (schema === undefined) {
    const sentence = 'the contract does not describe the body, so it could not be checked';
    return { findings: [addFinding('warning', 'unjudged', body.pointer, sentence)] };
  }
  const read = readText(body, content);
  if ('refused' in read)
    return {
      findings: [
        addFinding('error', 'value', body.pointer, `the expected reply cannot be read: ${read.refused}`),
      ],
    };
  if (!body.isJson && typeof read.value === 'string' && isStructure(shape.types)) {
    const sentence = `the body is ${body.mediaType}, which is not compared to its schema`;
    return { findings: [addFinding('warning', 'unjudged', body.pointer, sentence)] };
  }
  const isXml = isXmlBody(body);
  const applied = isXml ? rules.map(ruleOfValue) : rules;
  const checked = validatePartial(schema, contract.schemas, read.value);
  const findings = checked.findings.map(({ pointer, keyword, params, message, rule, allowed }) =>
    addFinding(
      allowed || onlyExampleBreaks(applied, pointer, keyword, listed(params)) ? 'warning' : 'error',
      keyword === 'unjudged' ? 'unjudged' : UNKNOWN.has(keyword) ? 'field' : 'value',
      isXml ? body.pointer : body.pointer + pointer,
      `the expected reply: ${pointer || 'the body'} ${message}`,
      rule,
    ),
  );
  return isXml ? { findings } : { findings, checked };
}

/** The value of a body that is not JSON: XML by its schema, a single value by its type. */
function readText(
  { isJson, value }: PactBody,
  content: Content,
): { readonly value: unknown } | { readonly refused: string } {
  if (isJson || typeof value !== 'string') return { value };
  try {
    return { value: content.decode(value) };
  } catch (cause) {
    if (!(cause instanceof MalformedTextError)) throw cause;
    return { refused: cause.message };
  }
}

const isStructure = (types: readonly string[]): boolean => types.length > 0 && !types.includes('string');

/** The values that a broken `enum` or `const` lists. */
const listed = ({
  allowedValues,
  allowedValue,
}: Readonly<Record<string, unknown>>): readonly unknown[] | undefined =>
  Array.isArray(allowedValues) ? allowedValues : allowedValue === undefined ? undefined : [allowedValue];

const UNKNOWN = new Set(['undescribed', 'false schema']);
