/** Weighs the claims of a contract by a recording: which it confirms, and which it contradicts. */
import type { Contract, Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import type { Evidence } from '../contract/document/evidence.ts';
import type { Location } from '../contract/document/load-document.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply } from '../recordings/received-exchange.ts';
import type { Service } from '../services/service.ts';
import { isSameError } from './compare-errors.ts';
import type { Difference } from './drift-finding.ts';
import { type ComparedExchange, compareExchanges } from './find-drift.ts';

/** That an operation exists, that it gives a reply, or how an error reads. */
export interface WeighedClaim {
  readonly operation: string;
  /** `200`, `4XX` or `default`; `null` where the operation itself is claimed. */
  readonly reply: string | null;
  /** Name of the example that shows the error; `null` where the reply itself is claimed. */
  readonly error: string | null;
  readonly version: string;
  readonly at: Location;
  /** What the contract says of it; `undefined` where it says nothing. */
  readonly evidence: Evidence | undefined;
  /** Whether other operations have the same text, so that one exchange does not confirm it for all. */
  readonly isShared: boolean;
  readonly confirmedBy: readonly ReplayedExchange[];
  readonly contradictedBy: readonly {
    readonly exchange: ReplayedExchange;
    readonly difference: Difference;
  }[];
}

type Claim = Omit<WeighedClaim, 'confirmedBy' | 'contradictedBy'>;
type Weighed = Claim & {
  readonly confirmedBy: ReplayedExchange[];
  readonly contradictedBy: { exchange: ReplayedExchange; difference: Difference }[];
};

/** The examples that show the error of a reply, as texts that may differ in what they name. */
function shownErrors(
  { id: operation, at, responses }: Operation,
  version: string,
  exchange: ReplayedExchange,
): readonly Claim[] {
  const { status } = exchange.recorded.reply;
  const reply = readReply(exchange.received);
  const response = documentedResponse(responses, status);
  if (status < 400 || response === undefined || !('value' in reply)) return [];
  return response.content
    .flatMap((content) => content.examples())
    .filter(({ value }) => isSameError(value, reply.value.body))
    .map(({ name, evidence, at: place }) => ({
      operation,
      reply: response.status,
      error: name,
      version,
      at: place,
      evidence,
      isShared: place.file !== at.file || !place.pointer.startsWith(`${at.pointer}/`),
    }));
}

/** What an exchange is evidence of. An operation is not confirmed by a reply that any path could have. */
function claimsOf({ exchange, verdict: { operation } }: ComparedExchange, version: string): readonly Claim[] {
  const { status } = exchange.recorded.reply;
  if (operation === undefined) return [];
  const { id, at, evidence, responses } = operation;
  const response = documentedResponse(responses, status);
  const own = { operation: id, error: null, version, isShared: false };
  return [
    ...(status < 400 ? [{ ...own, reply: null, at, evidence }] : []),
    ...(response === undefined
      ? []
      : [{ ...own, reply: response.status, at: response.at, evidence: response.evidence }]),
    ...shownErrors(operation, version, exchange),
  ];
}

/** Whether a difference speaks against what the contract says, rather than of things that it leaves out. */
const contradicts = ({ severity }: Difference): boolean => severity === 'breaking';

const keyOf = ({ operation, reply, error, version }: Claim): string =>
  JSON.stringify([operation, reply, error, version]);

const versionOf = ({ versions }: Service, contract: Contract): string =>
  [...versions].find(([, known]) => known.contract === contract)?.[0] ?? '';

/** @param basePath path of the address that the vendor was called at */
export async function weighEvidence(
  service: Service,
  exchanges: readonly ReplayedExchange[],
  basePath = '',
): Promise<readonly WeighedClaim[]> {
  const weighed = new Map<string, Weighed>();
  for await (const compared of compareExchanges(service, exchanges, basePath)) {
    const { exchange, verdict, contract, differences } = compared;
    const { status } = exchange.recorded.reply;
    // What could not be validated, and what an overloaded vendor answers, says nothing.
    if (contract === undefined || verdict.problems.length > 0 || status === 429 || status >= 500) continue;
    const [against] = differences.filter(contradicts);
    for (const claim of claimsOf(compared, versionOf(service, contract))) {
      const key = keyOf(claim);
      const known = weighed.get(key) ?? { ...claim, confirmedBy: [], contradictedBy: [] };
      weighed.set(key, known);
      if (against === undefined) known.confirmedBy.push(exchange);
      // That an operation exists is not contradicted by what one of its replies holds.
      else if (claim.reply !== null) known.contradictedBy.push({ exchange, difference: against });
    }
  }
  return [...weighed.values()];
}
