/** Finds where a recording differs from the contract and from the emulator. Begin reading here. */

import type { Contract } from '../contract/contract.ts';
import { weakest } from '../contract/document/evidence.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply } from '../recordings/received-exchange.ts';
import { type Verdict, validateReceived } from '../recordings/validate-received.ts';
import type { Service } from '../services/service.ts';
import { compareWithContract } from './compare-contract.ts';
import type { Difference, DriftFinding, DriftReport } from './drift-finding.ts';
import { orderByCause } from './order-by-cause.ts';
import { createReplay } from './replay.ts';

const MOST_SAMPLES = 3;
const SEVERITIES = ['breaking', 'additive', 'cosmetic'];

/** An id, a number or a long word in a path is one of many. */
const templateOf = (target: string): string =>
  splitTarget(target)
    .path.split('/')
    .map((segment) => (/\d/.test(segment) && !/^v\d+$/.test(segment) ? '{id}' : segment))
    .join('/');

function findingFor(
  { recorded }: ReplayedExchange,
  { operation }: Verdict,
  difference: Difference,
): DriftFinding {
  const evidence = operation && weakest(operation, recorded.reply.status);
  return {
    ...difference,
    operation: operation?.id ?? `${recorded.request.method} ${templateOf(recorded.request.target)}`,
    status: recorded.reply.status,
    count: 1,
    firstSeen: recorded.at,
    lastSeen: recorded.at,
    samples: [recorded.id],
    evidence: evidence && { grade: evidence.grade, source: evidence.source },
  };
}

const keyOf = ({ kind, against, operation, status, pointer, overlay }: DriftFinding): string =>
  JSON.stringify([
    kind,
    against,
    operation,
    status,
    pointer,
    kind === 'enum-value-new' ? overlay?.update : '',
  ]);

function addUp(findings: readonly DriftFinding[]): readonly DriftFinding[] {
  const byKey = new Map<string, DriftFinding>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const before = byKey.get(key);
    byKey.set(
      key,
      before === undefined
        ? finding
        : {
            ...before,
            count: before.count + 1,
            firstSeen: before.firstSeen < finding.firstSeen ? before.firstSeen : finding.firstSeen,
            lastSeen: before.lastSeen > finding.lastSeen ? before.lastSeen : finding.lastSeen,
            samples: [...new Set([...before.samples, ...finding.samples])].slice(0, MOST_SAMPLES),
          },
    );
  }
  return [...byKey.values()].toSorted(
    (one, other) =>
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
      one.operation.localeCompare(other.operation) ||
      one.pointer.localeCompare(other.pointer),
  );
}

const contractOf = ({ versions }: Service, version: string | undefined): Contract | undefined =>
  (versions.get(version ?? '') ?? versions.values().next().value)?.contract;

/** An exchange, and where it differs. */
export interface ComparedExchange {
  readonly exchange: ReplayedExchange;
  readonly verdict: Verdict;
  readonly contract: Contract | undefined;
  /** From the contract and from the emulator, each place once. */
  readonly differences: readonly Difference[];
  /** Why the emulator's reply could not be held against it. */
  readonly skipped: string | undefined;
}

/**
 * Compares exchanges one after the other.
 *
 * @param exchanges in any order; they are replayed in the order of their causes and times
 * @param basePath path of the address that the vendor was called at
 */
export async function* compareExchanges(
  service: Service,
  exchanges: readonly ReplayedExchange[],
  basePath = '',
): AsyncGenerator<ComparedExchange> {
  const replay = createReplay(service);
  for (const exchange of orderByCause(exchanges)) {
    const verdict = await validateReceived(service, exchange.received, basePath);
    const contract = contractOf(service, verdict.version);
    const reply = readReply(exchange.received);
    const status = exchange.recorded.reply.status;
    const known =
      contract === undefined
        ? []
        : compareWithContract(verdict, contract, status, 'value' in reply ? reply.value : undefined);
    const result = await replay.run(exchange, verdict);
    const more = 'skipped' in result ? [] : result.differences;
    // What breaks the contract is not reported a second time.
    const fresh = more.filter(
      ({ pointer }) => pointer === '' || !known.some((other) => other.pointer === pointer),
    );
    yield {
      exchange,
      verdict,
      contract,
      differences: [...known, ...fresh],
      skipped: 'skipped' in result ? result.skipped : undefined,
    };
  }
}

/** The same, added up. */
export async function findDrift(
  service: Service,
  exchanges: readonly ReplayedExchange[],
  basePath = '',
): Promise<DriftReport> {
  const findings: DriftFinding[] = [];
  const skipped: Record<string, number> = {};
  let compared = 0;
  let replayed = 0;
  const skip = (reason: string): void => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  for await (const one of compareExchanges(service, exchanges, basePath)) {
    for (const problem of one.verdict.problems) skip(problem);
    if (one.verdict.problems.length === 0) compared++;
    if (one.skipped === undefined) replayed++;
    else skip(`not replayed: ${one.skipped}`);
    for (const difference of one.differences)
      findings.push(findingFor(one.exchange, one.verdict, difference));
  }
  return { findings: addUp(findings), exchanges: exchanges.length, compared, replayed, skipped };
}
