/** The fidelity ledger of a vendor: every claim of its contracts, with the evidence for it. */
import type { Vendor } from '../core/vendor.ts';
import type { Contract } from './contract.ts';
import { type Evidence, GRADES, type Grade } from './document/evidence.ts';
import type { Operation } from './operation.ts';

/** A claim that an operation exists, that it replies with a status, or how an error reads. */
export interface Claim {
  readonly operation: string;
  /** `200`, `4XX` or `default`; `null` where the operation itself is claimed. */
  readonly reply: string | null;
  /** Name of the example that shows the error; `null` where the reply itself is claimed. */
  readonly error: string | null;
  /** Versions of the contract that claim it so. */
  readonly versions: readonly string[];
  /** `null` where the contract does not say. */
  readonly grade: Grade | null;
  readonly source: string | null;
}

/** The claims of a vendor. */
export interface Ledger {
  readonly vendor: string;
  readonly title: string;
  /** Versions of its contract, the first the one that answers by default. */
  readonly versions: readonly string[];
  readonly claims: readonly Claim[];
}

type Said = Omit<Claim, 'versions'>;

const known = (evidence: Evidence | undefined): Pick<Claim, 'grade' | 'source'> => ({
  grade: evidence?.grade ?? null,
  source: evidence?.source.replace(/\s+/g, ' ').trim() ?? null,
});

const isError = (status: string): boolean => /^[45d]/.test(status);

/** An example of a successful reply is a claim only if it has evidence of its own. */
function* claimsOf({ id: operation, evidence, responses }: Operation): Iterable<Said> {
  yield { operation, reply: null, error: null, ...known(evidence) };
  for (const { status: reply, evidence: own, content } of responses) {
    yield { operation, reply, error: null, ...known(own) };
    const examples = content.flatMap((one) => one.labels());
    for (const example of examples) {
      if (example.evidence !== undefined || isError(reply))
        yield { operation, reply, error: example.name, ...known(example.evidence) };
    }
  }
}

/**
 * Collects the claims of a vendor's contracts.
 *
 * @param contracts by version; the same claim in several versions is listed once
 */
export function ledgerOf(
  { name, title }: Pick<Vendor, 'name' | 'title'>,
  contracts: ReadonlyMap<string, { readonly contract: Contract }>,
): Ledger {
  const claims = new Map<string, Said & { readonly versions: string[] }>();
  for (const [version, { contract }] of contracts) {
    for (const said of contract.operations.flatMap((operation) => [...claimsOf(operation)])) {
      const key = JSON.stringify(said);
      const claim = claims.get(key) ?? { ...said, versions: [] };
      if (!claim.versions.includes(version)) claim.versions.push(version);
      claims.set(key, claim);
    }
  }
  return { vendor: name, title, versions: [...contracts.keys()], claims: [...claims.values()] };
}

/** How many claims of each grade there are, strongest first. */
export const countsOf = (claims: readonly Claim[]): readonly (readonly [Grade | 'unknown', number])[] =>
  [...GRADES, null]
    .map((grade) => [grade ?? 'unknown', claims.filter((claim) => claim.grade === grade).length] as const)
    .filter(([name, count]) => name !== 'unknown' || count > 0);

/** Groups the claims as the contract writes them: a reply that several operations share is one group. */
export function withoutRepetition(claims: readonly Claim[]): readonly (readonly [Claim, ...Claim[]])[] {
  const groups = new Map<string, [Claim, ...Claim[]]>();
  for (const claim of claims) {
    const { operation: _operation, ...shared } = claim;
    const key = JSON.stringify(claim.reply === null ? claim : shared);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()];
}
