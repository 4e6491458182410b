/** The result of a run: a reply, a failure or a refusal. */
import type { Operation } from '../contract/contract.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { GenerationError } from '../contract/generate-reply.ts';
import { isPreference } from '../contract/prefer-header.ts';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { INTERNAL, type Refusal, refusal } from '../core/emulator-error.ts';
import { Failed, type Failure, type Reply } from '../core/vendor.ts';
import type { ValidatedRequest } from './validate.ts';

/** The result of a run. */
export interface PipelineResult {
  readonly operation: Operation | undefined;
  readonly result:
    | { readonly reply: Reply; readonly source: 'modelled' | 'example' | 'generated' | 'upstream' }
    | { readonly failure: Failure }
    /** `cause` is a bug, ours or a handler's, to be reported. */
    | { readonly refusal: Refusal; readonly cause?: Error };
  /** Findings about a reply that breaks its contract. */
  readonly drift: readonly SchemaFinding[];
  /** Failures of a request whose reply was received from the real vendor; empty for every other run. */
  readonly failures: readonly Failure[];
  /** Query parameters that were ignored. */
  readonly ignored: readonly string[];
}

/** A reply from a handler or from the contract. */
export interface HandlerResult {
  readonly reply: Reply;
  readonly source: 'modelled' | 'example' | 'generated' | 'upstream';
}

/** The result for an error that was thrown after validation. */
export function toPipelineResult(cause: Error): PipelineResult['result'] {
  if (cause instanceof Failed) return { failure: cause.failure };
  if (cause instanceof GenerationError)
    return { refusal: refusal('GENERATION', cause.status, cause.message) };
  if (cause instanceof ContractError) return withoutValidation(cause);
  return { cause, refusal: INTERNAL };
}

/** Query parameters that were ignored. Preferences count as read if the contract gave the reply. */
export function ignoredParameters(
  validated: ValidatedRequest | undefined,
  result: PipelineResult['result'],
): readonly string[] {
  const ignored = validated?.params.ignored ?? [];
  return 'source' in result && result.source !== 'modelled'
    ? ignored.filter((name) => !isPreference(name))
    : ignored;
}

/**
 * The refusal of a request that could not be validated. A problem of the contract is described with its place, so
 * that the user can fix it.
 */
export const withoutValidation = (cause: Error): PipelineResult['result'] => ({
  cause,
  refusal:
    cause instanceof ContractError
      ? refusal(
          'CONTRACT',
          500,
          `the contract cannot validate this call, so it was rejected: ${cause.message}`,
        )
      : refusal(
          'VALIDATOR',
          500,
          'the request could not be judged by its contract, so it was refused; the standard error stream says why',
        ),
});
