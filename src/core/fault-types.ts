/**
 * The types of faults. To add one, add its member to `FaultEffect` and its entry here. The compiler asks for the entry;
 * `npm run generate` writes the contract of the control plane, the form of the page and the table in `docs/worlds.md` from it.
 */
import { FAILURE_KINDS } from './failure.ts';
import { type FaultEffect, WEBHOOK_FAULTS } from './fault.ts';

/** A form that the value of a fault takes: in the list of faults, and in the page's form if you can choose it there. */
export interface FaultForm {
  /** The value that has this form; any when absent. */
  readonly value?: string | boolean;
  /** What the fault does, for the list of faults. `{value}` is the value, `{name}` its member `name`. */
  readonly summary: string;
  readonly choice?: {
    readonly label: string;
    /** Label of the field for the number that is the value; absent where the choice is the value. */
    readonly amount?: string;
  };
}

export interface FaultType<Value> {
  /** JSON schema of the value. */
  readonly schema: object;
  /** What the fault does, in Markdown, for the contract of the control plane and for the docs. */
  readonly description: string;
  readonly example: Value;
  /** The first one that fits a value applies. */
  readonly forms: readonly FaultForm[];
  /** Whether a value decides how the call ends. A fault has at most one such effect. */
  readonly endsCall: (value: Value) => boolean;
  /** Whether the client gets no whole reply. */
  readonly cutsReply: boolean;
  /**
   * Why a fault cannot do this, in a sentence.
   *
   * @param unrenderable asks the vendors that the fault can meet, and says which of them has no words for its failure
   */
  readonly impossible?: (value: Value, unrenderable: () => string | undefined) => string | undefined;
}

/** Name of a type of fault. */
export type FaultName = keyof FaultEffect;

type Values = Required<FaultEffect>;

type FaultTypes = { readonly [Name in FaultName]: FaultType<Values[Name]> };

const milliseconds = { type: 'integer', minimum: 0, maximum: 60_000 };

export const FAULT_TYPES: FaultTypes = {
  status: {
    schema: { type: 'integer', minimum: 400, maximum: 599 },
    description: 'Answers with this status, in the shape of the vendor’s errors. Nothing is written.',
    example: 503,
    forms: [
      {
        summary: 'answers {value}',
        choice: { label: 'another status, in the vendor’s shape', amount: 'Status' },
      },
    ],
    endsCall: () => true,
    cutsReply: false,
  },
  failure: {
    schema: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { enum: FAILURE_KINDS },
        code: { type: 'string' },
        params: { type: 'object', additionalProperties: true },
      },
    },
    description:
      'Answers with one of the vendor’s own errors: by kind, or with the kind `domain` by its code. Nothing is written.',
    example: { kind: 'rate_limited' },
    forms: [{ summary: 'answers {kind} {code}' }, { summary: 'answers {kind}' }],
    endsCall: () => true,
    cutsReply: false,
    impossible: ({ kind, code }, unrenderable) => {
      if (kind !== 'domain') return undefined;
      return code === undefined
        ? 'a failure of the kind domain needs the code of one of the vendor’s own'
        : unrenderable();
    },
  },
  stale: {
    schema: { type: 'boolean' },
    description: 'Answers reads (GET) from the state at the time the fault was added.',
    example: true,
    forms: [
      {
        value: true,
        summary: 'answers reads from the past',
        choice: { label: 'reads answered from the past' },
      },
    ],
    endsCall: (stale) => stale,
    cutsReply: false,
  },
  abort: {
    schema: { enum: ['before', 'during', 'after'] },
    description:
      'Drops the connection with a reset: `before` anything is done, `during` the reply, or `after` the call is done, so that a write is applied and its reply is lost.',
    example: 'after',
    forms: [
      {
        value: 'before',
        summary: 'resets the connection before it is done',
        choice: { label: 'connection reset, nothing done' },
      },
      {
        value: 'during',
        summary: 'resets the connection during the reply',
        choice: { label: 'connection reset during the reply' },
      },
      {
        value: 'after',
        summary: 'resets the connection after it is done',
        choice: { label: 'done, but the answer is lost' },
      },
    ],
    endsCall: (when) => when !== 'during',
    cutsReply: true,
  },
  delay: {
    schema: {
      oneOf: [
        milliseconds,
        {
          type: 'object',
          required: ['min', 'max'],
          additionalProperties: false,
          properties: { min: milliseconds, max: milliseconds },
        },
      ],
    },
    description:
      'Waits this many milliseconds before anything is done, or a random number of them from `min` to `max`.',
    example: { min: 100, max: 2_000 },
    forms: [
      { summary: 'waits {min} – {max} ms' },
      { summary: 'waits {value} ms', choice: { label: 'slow: wait first', amount: 'Milliseconds' } },
    ],
    endsCall: () => false,
    cutsReply: false,
    impossible: (delay) =>
      typeof delay === 'object' && delay.min > delay.max
        ? `a delay goes from min to max; ${delay.min} is more than ${delay.max}`
        : undefined,
  },
  drip: {
    schema: { type: 'integer', minimum: 1, maximum: 10_000 },
    description: 'Sends the body in eight pieces, with this many milliseconds between them.',
    example: 500,
    forms: [
      {
        summary: 'sends slowly, {value} ms a piece',
        choice: { label: 'slow: send piece by piece', amount: 'Milliseconds between pieces' },
      },
    ],
    endsCall: () => false,
    cutsReply: false,
  },
  truncate: {
    schema: { type: 'integer', minimum: 0 },
    description: 'Sends this many bytes of the body, then ends the connection.',
    example: 20,
    forms: [
      {
        summary: 'sends {value} bytes',
        choice: { label: 'reply cut short', amount: 'Bytes that are sent' },
      },
    ],
    endsCall: () => false,
    cutsReply: true,
  },
  webhook: {
    schema: { enum: WEBHOOK_FAULTS },
    description:
      'Disturbs the delivery of webhooks, of those with `topic` if it is given: `drop` never sends it, `duplicate` sends it twice, `delay` a minute and `late` a day later by the world’s clock, `reorder` after the next one for the same receiver, `before` before the reply to the call that caused it; `tamper` changes its body after it was signed, `wrong-secret` signs it with another secret, `stale-timestamp` with a time an hour ago.',
    example: 'duplicate',
    forms: [
      { value: 'drop', summary: 'drops webhooks', choice: { label: 'webhook: never sent' } },
      { value: 'duplicate', summary: 'sends webhooks twice', choice: { label: 'webhook: sent twice' } },
      {
        value: 'delay',
        summary: 'delays webhooks by a minute',
        choice: { label: 'webhook: a minute later' },
      },
      { value: 'late', summary: 'delays webhooks by a day', choice: { label: 'webhook: a day later' } },
      {
        value: 'reorder',
        summary: 'sends webhooks after the next one',
        choice: { label: 'webhook: after the next one' },
      },
      {
        value: 'before',
        summary: 'sends webhooks before the reply',
        choice: { label: 'webhook: before the reply' },
      },
      {
        value: 'tamper',
        summary: 'changes the body of webhooks',
        choice: { label: 'webhook: body changed after signing' },
      },
      {
        value: 'wrong-secret',
        summary: 'signs webhooks with another secret',
        choice: { label: 'webhook: signed with another secret' },
      },
      {
        value: 'stale-timestamp',
        summary: 'signs webhooks with an old time',
        choice: { label: 'webhook: signed an hour ago' },
      },
    ],
    endsCall: () => false,
    cutsReply: false,
  },
};

export const FAULT_NAMES = Object.keys(FAULT_TYPES) as readonly FaultName[];

/** Asks the type of one effect about its value; `undefined` where the fault does not have this effect. */
function ask<Name extends FaultName, Answer>(
  effect: FaultEffect,
  name: Name,
  question: (type: FaultType<Values[Name]>, value: Values[Name]) => Answer,
): Answer | undefined {
  const value: Partial<Values>[Name] = effect[name];
  return value === undefined || value === false ? undefined : question(FAULT_TYPES[name], value);
}

/**
 * Whether a fault could do what it says.
 *
 * @param unrenderable as for `FaultType.impossible`
 * @returns why not, in a sentence; `undefined` when it could
 */
export function impossibleEffect(
  effect: FaultEffect,
  unrenderable: () => string | undefined,
): string | undefined {
  const isThere = (name: FaultName): boolean => ask(effect, name, () => true) === true;
  if (!FAULT_NAMES.some(isThere)) return `a fault does something: say one of ${FAULT_NAMES.join(', ')}`;
  if (effect.webhook !== undefined) {
    const others = FAULT_NAMES.filter((name) => name !== 'webhook' && isThere(name));
    if (others.length > 0)
      return `a fault of webhooks does nothing to calls; say ${others.join(', ')} in another one`;
  }
  const endings = FAULT_NAMES.filter((name) => ask(effect, name, ({ endsCall }, value) => endsCall(value)));
  if (endings.length > 1) return `a call ends in one way; this fault says ${endings.join(' and ')}`;
  for (const name of FAULT_NAMES) {
    const why = ask(effect, name, ({ impossible }, value) => impossible?.(value, unrenderable));
    if (why !== undefined) return why;
  }
  return undefined;
}

const CUTTING = FAULT_NAMES.filter((name) => FAULT_TYPES[name].cutsReply);

/** Whether a fault keeps the client from getting a whole reply. */
export const cutsReply = (effect: FaultEffect | undefined): boolean =>
  effect !== undefined && CUTTING.some((name) => effect[name] !== undefined);
