/** How large a release may be. Raise a number here only with a reason in the commit. */
import assert from 'node:assert/strict';

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

export const BUDGET = {
  // With webhooks, workflows and PostgreSQL since November 2026.
  packed: 2.2 * MEGABYTE,
  unpacked: 9 * MEGABYTE,
  installed: 9 * MEGABYTE,
  packages: 130,
} as const;

const shown = (bytes: number): string =>
  bytes < MEGABYTE ? `${(bytes / KILOBYTE).toFixed(0)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** @returns the size for people @throws {AssertionError} when it is over the budget */
export function within(what: string, bytes: number, budget: number): string {
  assert.ok(bytes <= budget, `${what}: ${shown(bytes)} of ${shown(budget)}`);
  return `${shown(bytes)} ${what}`;
}
