/** Verifies that webhooks were delivered as a test expects. */
import { matchesTopic } from '../config/webhook-target.ts';
import { compared } from '../journal/match-request.ts';
import type { Delivery } from '../worlds/deliveries.ts';

/** Deliveries that a test expects: at least one, unless `times`, `atLeast` or `never` says otherwise. */
export interface ExpectedDelivery {
  /** Also with `*`. */
  readonly topic: string;
  readonly vendor?: string | undefined;
  /** Members that the body has. */
  readonly where?: { readonly body: unknown } | undefined;
  /** The exact number of deliveries. */
  readonly times?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly never?: true | undefined;
  /** How many attempts each of them took. */
  readonly attempts?: number | undefined;
}

export type DeliveryVerdict =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly message: string; readonly closest: readonly string[] };

const bodyOf = ({ attempts }: Delivery): unknown => {
  const text = attempts.at(-1)?.body;
  return text === undefined ? undefined : JSON.parse(text);
};

/** The first thing in which a delivery is not the expected one. */
function differenceOf(
  { vendor, topic, where, attempts }: ExpectedDelivery,
  delivery: Delivery,
): string | undefined {
  if (vendor !== undefined && vendor !== delivery.vendor) return `it is a webhook of ${delivery.vendor}`;
  if (!matchesTopic([topic], delivery.topic)) return `its topic is ${delivery.topic}`;
  if (delivery.state !== 'delivered' && delivery.state !== 'collected')
    return `it is ${delivery.state}${delivery.problem === null ? '' : `: ${delivery.problem}`}`;
  if (attempts !== undefined && attempts !== delivery.attempts.length)
    return `it took ${delivery.attempts.length} attempts`;
  for (const difference of where === undefined ? [] : compared('body', where.body, bodyOf(delivery)))
    if (difference !== undefined) return difference;
  return undefined;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function wantedWords({ times: exactly, atLeast, never }: ExpectedDelivery): string {
  if (never) return 'never';
  return exactly === undefined ? `at least ${times(atLeast ?? 1)}` : times(exactly);
}

const isEnough = ({ times: exactly, atLeast = 1, never }: ExpectedDelivery, count: number): boolean =>
  never ? count === 0 : exactly === undefined ? count >= atLeast : count === exactly;

const MOST_CLOSE = 5;

export function verifyDeliveries(
  expected: ExpectedDelivery,
  deliveries: readonly Delivery[],
): DeliveryVerdict {
  const compared = deliveries.map((delivery) => ({ delivery, difference: differenceOf(expected, delivery) }));
  const count = compared.filter(({ difference }) => difference === undefined).length;
  if (isEnough(expected, count)) return { ok: true, count };
  const closest = compared
    .slice(-MOST_CLOSE)
    .map(({ delivery: { id, topic }, difference }) => `${id} ${topic}: ${difference ?? 'as described'}`);
  return {
    ok: false,
    message: `expected ${expected.topic} to be delivered ${wantedWords(expected)}, and it was delivered ${times(count)}; the world made ${deliveries.length} deliveries`,
    closest,
  };
}
