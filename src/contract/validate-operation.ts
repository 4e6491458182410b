/** Validates the schemas, examples and defaults of one operation. */

import type { ProblemList } from './document/contract-error.ts';
import type { Operation } from './operation.ts';

/** Compiles every schema of an operation and checks its examples and defaults. */
export function validateOperation(
  { parameters, body, responses }: Operation,
  attempt: ProblemList['attempt'],
): void {
  const contents = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  const headers = responses.flatMap((response) => response.headers);
  for (const { schema, examples } of [...parameters, ...contents, ...headers]) {
    attempt(() => schema?.prepare());
    attempt<unknown>(examples);
  }
  for (const parameter of parameters) attempt(parameter.default);
}

/** Compiles the schemas of an operation step by step, so that requests are answered between the steps. */
export function* validateInTurns({ parameters, body, responses }: Operation): Iterable<void> {
  const contents = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  const headers = responses.flatMap((response) => response.headers);
  for (const { schema } of [...parameters, ...contents, ...headers]) yield* schema?.preparing() ?? [];
}
