/** What the replies to deliveries show: what a consumer takes, and what it refuses. */
import { isTaken, type SendResult } from '../send.ts';
import { coversBody, formatSigner, hasTimestamp, whyUnusable } from '../signer.ts';
import { CheckError } from './check-error.ts';
import { withUnknownTopic, writtenDifferently } from './compose.ts';
import { type Deviation, deliver, describeResult, newDelivery, type Receiver } from './deliver.ts';
import type { FindingName, ProbeName, ProbeResult } from './findings.ts';
import type { DeliveryTemplate } from './template.ts';

export interface ReplyParts {
  readonly receiver: Receiver;
  readonly template: DeliveryTemplate;
}

export type Probe = (parts: ReplyParts) => Promise<ProbeResult>;

/** Seconds that a stale delivery is old. */
const STALE = 3_600;
/** Bytes of a body that no vendor sends. */
const OVERSIZED = 2 * 1024 * 1024;

const passed = (probe: ProbeName, detail: string): ProbeResult => ({ probe, outcome: 'passed', detail });
const failed = (probe: ProbeName, finding: FindingName, detail: string): ProbeResult => ({
  probe,
  outcome: 'failed',
  finding,
  detail,
});
export const unjudged = (probe: ProbeName, detail: string): ProbeResult => ({
  probe,
  outcome: 'not judged',
  detail,
});

/** Of a delivery that must be taken. */
const mustTake = (probe: ProbeName, finding: FindingName, what: string, result: SendResult): ProbeResult =>
  isTaken(result)
    ? passed(probe, `${what} ${describeResult(result)}`)
    : failed(probe, finding, `${what} ${describeResult(result)}`);

const isRefusal = (result: SendResult): boolean =>
  result.kind === 'answered' && result.status >= 400 && result.status < 500;

/** Statuses that refuse any delivery, whatever is in it. */
const BUSY = [408, 425, 429];

/** Of a delivery that must be refused. */
function mustRefuse(probe: ProbeName, finding: FindingName, what: string, result: SendResult): ProbeResult {
  const detail = `${what} ${describeResult(result)}`;
  if (isTaken(result)) return failed(probe, finding, detail);
  if (result.kind === 'answered' && BUSY.includes(result.status)) return unjudged(probe, detail);
  return isRefusal(result) ? passed(probe, detail) : failed(probe, 'error-instead-of-refusal', detail);
}

const deliverNew = ({ receiver, template }: ReplyParts, deviation: Deviation): Promise<SendResult> =>
  deliver(newDelivery(template, receiver), receiver, deviation);

/** A secret of the same kind that the receiver does not have. */
function otherSecret({ signer, ids }: Receiver): string {
  if (signer.kind === 'standard-webhooks')
    return `whsec_${Buffer.from(ids.hex(48), 'hex').toString('base64')}`;
  return signer.kind === 'basic' ? `vendouble:${ids.hex(32)}` : ids.hex(32);
}

const isSigned = ({ signer, secrets }: Receiver): boolean => signer.kind !== 'none' && secrets.length > 0;

const UNSIGNED = 'deliveries are not signed; name --signer and --secret if yours are';

/** @throws {CheckError} where there is nobody to deliver to */
export const probeValid: Probe = async (parts) => {
  const result = await deliverNew(parts, {});
  if (result.kind === 'failed' && result.reason === 'unreachable')
    throw new CheckError(
      `--to ${parts.receiver.to} cannot be reached: ${result.problem}; start your receiver first`,
    );
  return mustTake('valid', 'valid-refused', 'a correct delivery', result);
};

export const probeSlow: Probe = async (parts) => {
  const result = await deliverNew(parts, { slowly: true });
  return result.kind === 'answered' && result.early && isTaken(result)
    ? failed(
        'slow',
        'answers-before-reading',
        `a delivery whose second half had not been sent yet was answered with ${result.status}`,
      )
    : mustTake('slow', 'slow-refused', 'a body in two halves', result);
};

const probeReformatted: Probe = async (parts) => {
  const { receiver, template } = parts;
  if (!isSigned(receiver)) return unjudged('reformatted', UNSIGNED);
  if (!coversBody(receiver.signer))
    return unjudged('reformatted', `${formatSigner(receiver.signer)} does not sign the body`);
  const delivery = newDelivery(template, receiver);
  const result = await deliver(delivery, receiver, { text: writtenDifferently(delivery.body) });
  const what = 'a correct delivery whose JSON has spaces and escapes';
  return mustTake('reformatted', 'signature-over-parsed-body', what, result);
};

const probeRotated: Probe = async (parts) => {
  const { signer, secrets } = parts.receiver;
  if (!isSigned(parts.receiver)) return unjudged('rotated', UNSIGNED);
  const both = [otherSecret(parts.receiver), ...secrets.slice(0, 1)];
  if (whyUnusable(signer, both) !== undefined)
    return unjudged('rotated', `${formatSigner(signer)} carries one signature`);
  const result = await deliverNew(parts, { secrets: both });
  return mustTake(
    'rotated',
    'second-signature-ignored',
    'a delivery whose second signature is right',
    result,
  );
};

const probeTampered: Probe = async (parts) => {
  const { receiver, template } = parts;
  if (!isSigned(receiver)) return unjudged('tampered', UNSIGNED);
  if (!coversBody(receiver.signer))
    return unjudged('tampered', `${formatSigner(receiver.signer)} does not sign the body`);
  const [signed, other] = [newDelivery(template, receiver), newDelivery(template, receiver)];
  // What was signed has one more member, so that the two differ whatever the contract allows to change.
  const text = JSON.stringify({ ...signed.body, vendouble: receiver.ids.hex(8) });
  const result = await deliver(signed, receiver, { text, sent: other.body });
  return mustRefuse('tampered', 'tampered-accepted', 'a body that was changed after signing', result);
};

const probeUnsigned: Probe = async (parts) =>
  isSigned(parts.receiver)
    ? mustRefuse(
        'unsigned',
        'unsigned-accepted',
        'a delivery without a signature',
        await deliverNew(parts, { secrets: [] }),
      )
    : unjudged('unsigned', UNSIGNED);

const probeWrongSecret: Probe = async (parts) =>
  isSigned(parts.receiver)
    ? mustRefuse(
        'wrong-secret',
        'wrong-secret-accepted',
        'a delivery with another secret',
        await deliverNew(parts, { secrets: [otherSecret(parts.receiver)] }),
      )
    : unjudged('wrong-secret', UNSIGNED);

const probeStale: Probe = async (parts) => {
  if (!isSigned(parts.receiver)) return unjudged('stale', UNSIGNED);
  if (!hasTimestamp(parts.receiver.signer))
    return unjudged('stale', `${formatSigner(parts.receiver.signer)} signs no timestamp`);
  const result = await deliverNew(parts, { signedBefore: STALE });
  return mustRefuse('stale', 'no-timestamp-check', 'a delivery that was signed an hour ago', result);
};

const probeUnknownTopic: Probe = async ({ receiver, template }) => {
  const delivery = newDelivery(template, receiver);
  const body = withUnknownTopic(delivery.body, template.topic);
  if (body === undefined)
    return unjudged('unknown-topic', `the body of ${template.topic} does not name its topic`);
  const result = await deliver({ ...delivery, body }, receiver);
  return mustTake('unknown-topic', 'unknown-topic-refused', 'a topic that does not exist', result);
};

const probeOversized: Probe = async (parts) => {
  const { receiver, template } = parts;
  const delivery = newDelivery(template, receiver);
  const body = { ...delivery.body, vendouble_padding: 'x'.repeat(OVERSIZED) };
  const result = await deliver({ ...delivery, body }, receiver);
  const detail = `a body of 2 MB ${describeResult(result)}`;
  // A server may close the connection on a body that it does not want.
  const closed = result.kind === 'failed' && result.reason === 'connection';
  if (!isTaken(result) && !isRefusal(result) && !closed)
    return failed('oversized', 'oversized-error', detail);
  const next = await deliverNew(parts, {});
  return isTaken(next)
    ? passed('oversized', detail)
    : failed('oversized', 'oversized-harms', `${detail}, and the delivery after it ${describeResult(next)}`);
};

/** Unusual signatures that must be accepted. */
export const GENUINE_PROBES: readonly (readonly [ProbeName, Probe])[] = [
  ['reformatted', probeReformatted],
  ['rotated', probeRotated],
];

/** Signatures that must be refused. */
export const FORGED_PROBES: readonly (readonly [ProbeName, Probe])[] = [
  ['tampered', probeTampered],
  ['unsigned', probeUnsigned],
  ['wrong-secret', probeWrongSecret],
  ['stale', probeStale],
];

/** What does not concern signatures. */
export const OTHER_PROBES: readonly Probe[] = [probeUnknownTopic, probeOversized];
