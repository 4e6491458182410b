/** What of a pact breaks only because its provider's contract changes: errors that the old contract did not have. */

import { diffDocuments } from '../diff/compare-documents.ts';
import type { ContractChange } from '../diff/contract-change.ts';
import { findRoute, type Service, selectContractVersion } from '../services/service.ts';
import { type CheckOptions, checkPact, sentAs } from './check-pact.ts';
import type { PactFinding, PactReport } from './findings.ts';
import type { Interaction, Pact } from './read-pact.ts';
import { requestBody } from './request-body.ts';

const keyOf = ({ interaction, code, pact, message }: PactFinding): string =>
  JSON.stringify([interaction, code, pact.pointer, code === 'request' || code === 'value' ? message : '']);

const contractOf = ({ versions }: Service) => [...versions.values()][0]?.contract;

/** `GET /pets/{id}` of the old contract, as changes name it. */
function operationOf(interaction: Interaction, service: Service, basePath: string): string | undefined {
  const sent = sentAs(interaction.request, requestBody(interaction.request.body), basePath);
  const { match } = findRoute(service, selectContractVersion(service, sent), sent);
  return match.found === undefined ? undefined : `${match.found.method} ${match.found.template}`;
}

/** How far the place of a change and the place of a broken rule are the same; `undefined` where they are not. */
function nearness(change: ContractChange, { contract }: PactFinding): number | undefined {
  if (contract === undefined) return change.kind === 'operation-removed' ? 1 : undefined;
  const [one, other] = [change.new.pointer, contract.pointer];
  return other.startsWith(one) || one.startsWith(other) ? Math.min(one.length, other.length) : undefined;
}

/** The change that explains a finding: of those of its operation, the nearest to the rule that is broken. */
function explain(
  finding: PactFinding,
  changes: readonly ContractChange[],
  operation: string | undefined,
): ContractChange | undefined {
  const own = changes.filter(
    (change) =>
      change.level === 'breaking' && (change.operation === undefined || change.operation.title === operation),
  );
  const [best] = own
    .flatMap((change) => {
      const near = nearness(change, finding);
      return near === undefined ? [] : [{ change, near }];
    })
    .toSorted((one, other) => other.near - one.near);
  return best?.change ?? (own.length === 1 ? own[0] : undefined);
}

/** @param old the contract that the consumer uses today */
export async function checkUpgrade(
  pact: Pact,
  old: Service,
  next: Service,
  options: CheckOptions,
): Promise<PactReport> {
  const before = await checkPact(pact, old, options);
  const after = await checkPact(pact, next, options);
  const known = new Set(before.findings.map(keyOf));
  const [oldContract, newContract] = [contractOf(old), contractOf(next)];
  const changes =
    oldContract === undefined || newContract === undefined
      ? []
      : diffDocuments(oldContract.documents, newContract.documents);
  const broken = after.findings.filter((one) => one.severity === 'error' && !known.has(keyOf(one)));
  return {
    ...after,
    findings: broken.map((finding) => {
      const interaction = pact.interactions.find(({ pointer }) =>
        `${finding.pact.pointer}/`.startsWith(`${pointer}/`),
      );
      const operation = interaction && operationOf(interaction, old, options.basePath ?? '');
      const change = explain(finding, changes, operation);
      if (change === undefined) return finding;
      const { file, line, pointer } = change.new;
      return {
        ...finding,
        change: change.kind,
        before: change.old,
        contract: finding.contract ?? { file, line, pointer },
      };
    }),
  };
}
