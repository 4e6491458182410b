/** How a run ended, also when it did not end well. */
import type { Operation } from '../contract/contract.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { GenerationError } from '../contract/generate-reply.ts';
import { isPreference } from '../contract/prefer-header.ts';
import type { SchemaFinding } from '../contract/schema/compile.ts';
import { INTERNAL, type Refusal, refusal } from '../core/emulator-error.ts';
import { Failed, type Failure, type Reply } from '../core/vendor.ts';
import type { ValidatedRequest } from './validate.ts';

/** How a run ended. */
export interface PipelineResult {
  readonly operation: Operation | undefined;
  readonly result:
    | { readonly reply: Reply; readonly source: 'modelled' | 'example' | 'generated' }
    | { readonly failure: Failure }
    /** `cause` is a bug, ours or a handler's, that somebody must hear of. */
    | { readonly refusal: Refusal; readonly cause?: Error };
  /** In what the reply breaks its contract. */
  readonly drift: readonly SchemaFinding[];
  /** Query names that nothing read. */
  readonly ignored: readonly string[];
}

/** What a handler, or the contract in its place, made. */
export interface HandlerResult {
  readonly reply: Reply;
  readonly source: 'modelled' | 'example' | 'generated';
}

export function toPipelineResult(cause: Error): PipelineResult['result'] {
  if (cause instanceof Failed) return { failure: cause.failure };
  if (cause instanceof GenerationError)
    return { refusal: refusal('GENERATION', cause.status, cause.message) };
  if (cause instanceof ContractError) return withoutValidation(cause);
  return { cause, refusal: INTERNAL };
}

/** Query names that nothing read; a preference was read where the contract gave the reply. */
export function ignoredParameters(
  judged: ValidatedRequest | undefined,
  result: PipelineResult['result'],
): readonly string[] {
  const ignored = judged?.params.ignored ?? [];
  return 'source' in result && result.source !== 'modelled'
    ? ignored.filter((name) => !isPreference(name))
    : ignored;
}

/** What could not be judged is refused. A contract is to be mended by who brought it, so it is told with its place. */
export const withoutValidation = (cause: Error): PipelineResult['result'] => ({
  cause,
  refusal:
    cause instanceof ContractError
      ? refusal('CONTRACT', 500, `the contract cannot judge this call, so it was refused: ${cause.message}`)
      : refusal(
          'VALIDATOR',
          500,
          'the request could not be judged by its contract, so it was refused; the standard error stream says why',
        ),
});
