/** Diagnostics that prism-core passes from step to step: failures of a request, and findings about a reply. */
import type { IPrismDiagnostic } from '@stoplight/prism-core';
import { DiagnosticSeverity } from '@stoplight/types';
import * as Either from 'fp-ts/lib/Either.js';
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import type { Failure } from '../core/vendor.ts';

type Left<D> = Either.Either<NonEmptyArray<D>, never>;

/** A diagnostic of prism-core with the whole failure. */
interface Diagnostic extends IPrismDiagnostic {
  readonly failure: Failure;
}

/** A `Left` with a diagnostic for each item; `undefined` for an empty list, as for nearly every request. */
function left<T, D>(items: readonly T[], diagnostic: (one: T) => D): Left<D> | undefined {
  if (items.length === 0) return undefined;
  const [first, ...rest] = items.map(diagnostic);
  return first === undefined ? undefined : Either.left([first, ...rest]);
}

const severity = DiagnosticSeverity.Error;

const diagnosticOf = (failure: Failure): Diagnostic => ({ failure, message: failure.kind, severity });

/** Wraps failures for prism-core; `undefined` if there are none. */
export const toDiagnostic = (failures: readonly Failure[]): Left<Diagnostic> | undefined =>
  left(failures, diagnosticOf);

/** Whether a diagnostic of prism-core holds one of our failures. */
export const isDiagnostic = (diagnostic: IPrismDiagnostic): diagnostic is Diagnostic =>
  'failure' in diagnostic;

/** The failure in a diagnostic. */
export const failureFrom = ({ failure }: Diagnostic): Failure => failure;

/** A finding about a reply, from `validateOutput`. */
interface DriftDiagnostic extends IPrismDiagnostic {
  readonly finding: SchemaFinding;
}

/** The shared empty list of findings. */
export const NONE: readonly SchemaFinding[] = [];

/** The findings about a reply, from the diagnostics of prism-core. */
export const findingsFrom = (diagnostics: readonly IPrismDiagnostic[]): readonly SchemaFinding[] =>
  diagnostics.length === 0
    ? NONE
    : diagnostics
        .filter((diagnostic): diagnostic is DriftDiagnostic => 'finding' in diagnostic)
        .map(({ finding }) => finding);

const driftOf = (finding: SchemaFinding): DriftDiagnostic => ({
  finding,
  message: finding.message,
  severity,
});

/** Wraps findings about a reply for prism-core; `undefined` if there are none. */
export const driftDiagnostics = (findings: readonly SchemaFinding[]): Left<DriftDiagnostic> | undefined =>
  left(findings, driftOf);
