/** Finds where a recording differs from the contract and from the emulator. Begin reading here. */

import type { Contract } from '../contract/contract.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import { readReply } from '../recordings/received-exchange.ts';
import { type Verdict, validateReceived } from '../recordings/validate-received.ts';
import type { Service } from '../services/service.ts';
import { compareWithContract } from './compare-contract.ts';
import type { Difference, DriftFinding, DriftReport } from './drift-finding.ts';
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
  return {
    ...difference,
    operation: operation?.id ?? `${recorded.request.method} ${templateOf(recorded.request.target)}`,
    status: recorded.reply.status,
    count: 1,
    firstSeen: recorded.at,
    lastSeen: recorded.at,
    samples: [recorded.id],
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

/**
 * @param exchanges in any order; they are replayed in the order of their times
 * @param basePath path of the address that the vendor was called at
 */
export async function findDrift(
  service: Service,
  exchanges: readonly ReplayedExchange[],
  basePath = '',
): Promise<DriftReport> {
  const replay = createReplay(service);
  const findings: DriftFinding[] = [];
  const skipped: Record<string, number> = {};
  let compared = 0;
  let replayed = 0;
  const skip = (reason: string): void => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  for (const exchange of exchanges.toSorted((one, other) =>
    one.recorded.at.localeCompare(other.recorded.at),
  )) {
    const verdict = await validateReceived(service, exchange.received, basePath);
    const contract = contractOf(service, verdict.version);
    const reply = readReply(exchange.received);
    const add = (difference: Difference): void =>
      void findings.push(findingFor(exchange, verdict, difference));
    if (verdict.problems.length > 0) for (const problem of verdict.problems) skip(problem);
    else compared++;
    const status = exchange.recorded.reply.status;
    const known =
      contract === undefined
        ? []
        : compareWithContract(verdict, contract, status, 'value' in reply ? reply.value : undefined);
    known.forEach(add);
    const result = await replay.run(exchange, verdict);
    if ('skipped' in result) skip(`not replayed: ${result.skipped}`);
    else {
      replayed++;
      // What breaks the contract is not told a second time.
      for (const difference of result.differences)
        if (!known.some(({ pointer }) => pointer === difference.pointer && pointer !== '')) add(difference);
    }
  }
  return { findings: addUp(findings), exchanges: exchanges.length, compared, replayed, skipped };
}
