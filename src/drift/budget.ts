/** The findings that you accept for now, each with a reason and a date at which you look again. */
import { readFileSync } from 'node:fs';
import { readYaml } from '../contract/document/parse-yaml.ts';
import { isObject } from '../core/is-object.ts';
import type { DriftFinding } from './drift-finding.ts';

/** A budget file cannot be used; the message names the file and the entry. */
export class BudgetError extends Error {}

export interface BudgetEntry {
  readonly operation: string;
  readonly kind: string;
  /** Any pointer when absent. */
  readonly pointer?: string | undefined;
  /** Any status when absent. */
  readonly status?: number | undefined;
  readonly reason: string;
  /** ISO date; from then on the finding counts again. */
  readonly expires: string;
}

const MEMBERS = ['operation', 'kind', 'pointer', 'status', 'reason', 'expires'];

function entryOf(value: unknown, place: string): BudgetEntry {
  const fail = (problem: string): BudgetError => new BudgetError(`${place} ${problem}`);
  if (!isObject(value)) throw fail('is not an entry; write operation, kind, reason and expires');
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw fail(`has the unknown member ${unknown}; there are ${MEMBERS.join(', ')}`);
  const { operation, kind, pointer, status, reason, expires } = value;
  for (const name of ['operation', 'kind', 'reason', 'expires'])
    if (typeof value[name] !== 'string' || value[name] === '') throw fail(`needs ${name}, a text`);
  const date = String(expires);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    throw fail(`has an expires that is not a date; write 2027-01-31`);
  if (pointer !== undefined && typeof pointer !== 'string') throw fail('has a pointer that is not a text');
  if (status !== undefined && typeof status !== 'number') throw fail('has a status that is not a number');
  return {
    operation: String(operation),
    kind: String(kind),
    pointer,
    status,
    reason: String(reason),
    expires: date,
  };
}

/** @throws {BudgetError} for a file that is missing or is no budget */
export function readBudget(file: string): readonly BudgetEntry[] {
  let content: unknown;
  try {
    content = readYaml(readFileSync(file, 'utf8')).value;
  } catch (cause) {
    throw new BudgetError(`the budget ${file} cannot be read: ${(cause as Error).message}`);
  }
  const accepted = isObject(content) ? content.accept : undefined;
  if (!Array.isArray(accepted)) throw new BudgetError(`the budget ${file} needs a list: accept`);
  return accepted.map((entry, index) => entryOf(entry, `the entry ${index + 1} of ${file}`));
}

const matches = (entry: BudgetEntry, { operation, kind, pointer, status }: DriftFinding): boolean =>
  entry.operation === operation &&
  entry.kind === kind &&
  (entry.pointer === undefined || entry.pointer === pointer) &&
  (entry.status === undefined || entry.status === status);

export interface BudgetedFindings {
  /** Findings that count. */
  readonly open: readonly DriftFinding[];
  readonly accepted: readonly { readonly finding: DriftFinding; readonly entry: BudgetEntry }[];
  /** Entries that have expired and match a finding. */
  readonly expired: readonly BudgetEntry[];
  /** Entries that match no finding. */
  readonly unused: readonly BudgetEntry[];
}

export function applyBudget(
  findings: readonly DriftFinding[],
  budget: readonly BudgetEntry[],
  now: Date,
): BudgetedFindings {
  const today = now.toISOString().slice(0, 10);
  const valid = budget.filter(({ expires }) => expires >= today);
  const entryFor = (finding: DriftFinding): BudgetEntry | undefined =>
    valid.find((entry) => matches(entry, finding));
  const used = (entry: BudgetEntry): boolean => findings.some((finding) => matches(entry, finding));
  return {
    open: findings.filter((finding) => entryFor(finding) === undefined),
    accepted: findings.flatMap((finding) => {
      const entry = entryFor(finding);
      return entry === undefined ? [] : [{ finding, entry }];
    }),
    expired: budget.filter((entry) => !valid.includes(entry) && used(entry)),
    unused: budget.filter((entry) => !used(entry)),
  };
}
