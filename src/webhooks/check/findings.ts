/** What a check can find wrong with a consumer of webhooks, and what to do about it. */

export const ADVICE = {
  'valid-refused':
    'Answer a correct delivery with 2xx. Check the path, the secret and the way of signing (--signer); a vendor delivers again, and gives up in the end.',
  'answers-before-reading':
    'Read the whole body and verify its signature before you answer: after a 2xx the vendor never sends the event again.',
  'slow-refused': 'Accept a body that arrives in several parts; networks split requests.',
  'signature-over-parsed-body':
    'Verify the signature over the bytes of the body, before you parse it (express.raw, request.text()): JSON that is parsed and written again has other bytes than the vendor signed.',
  'second-signature-ignored':
    'Accept the delivery if any of its signatures is right: while the vendor changes its secret, each delivery carries two.',
  'no-signature-check':
    'Verify the signature of each delivery and answer 401 if it is missing or wrong: everybody can send to this endpoint.',
  'tampered-accepted':
    'Compute the signature over the whole body that arrived, and compare it with the one in the header.',
  'unsigned-accepted': 'Refuse a delivery without a signature with 401.',
  'wrong-secret-accepted': 'Compare the signature or secret of the delivery with your own.',
  'error-instead-of-refusal':
    'Refuse with 400 or 401. An error or no answer looks like an outage of yours to the vendor, which delivers again.',
  'refused-but-applied': 'Return after you have refused a delivery: the code behind it still runs.',
  'no-timestamp-check':
    'Refuse a delivery whose signed timestamp is more than five minutes old: a recorded one can be sent again by anybody.',
  'unknown-topic-refused':
    'Answer topics that you do not handle with 2xx: vendors add topics, deliver refused ones again, and switch off endpoints that keep failing.',
  'oversized-error': 'Limit the size of bodies and answer a larger one with 413.',
  'oversized-harms': 'A large body must not stop the endpoint: limit the size of what is read.',
  'duplicate-refused':
    'Answer a delivery that you have already processed with 2xx, or it is sent again and again.',
  'duplicate-applied':
    'Keep the identifiers of deliveries that you have processed, and skip those that come again: vendors deliver at least once.',
  'order-dependent':
    'Compare the time of the event with that of your record, and skip older ones, or read the current state from the vendor: order is not promised.',
} as const;

export type FindingName = keyof typeof ADVICE;

/** What is tried, in the order in which it is reported. */
export const PROBES = [
  'valid',
  'slow',
  'reformatted',
  'rotated',
  'tampered',
  'unsigned',
  'wrong-secret',
  'stale',
  'unknown-topic',
  'oversized',
  'duplicate',
  'reordered',
] as const;

export type ProbeName = (typeof PROBES)[number];

export interface ProbeResult {
  readonly probe: ProbeName;
  readonly outcome: 'passed' | 'failed' | 'not judged';
  /** What happened, or why it is not judged. */
  readonly detail: string;
  /** Of a failed one. */
  readonly finding?: FindingName | undefined;
}

export interface CheckReport {
  readonly to: string;
  readonly topic: string;
  readonly signer: string;
  /** Whether the contract has no example of the message, so that its values are made up. */
  readonly generated: boolean;
  readonly results: readonly ProbeResult[];
}
