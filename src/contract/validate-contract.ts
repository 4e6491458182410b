/** Validates a contract before it is called. */
import { type Contract, openContract, type Reading } from './contract.ts';
import { collectProblems, type ProblemList } from './document/contract-error.ts';
import { assertCanGenerate } from './generate-reply.ts';
import type { Operation } from './operation.ts';
import { validateOperation } from './validate-operation.ts';

/** In a lenient document, problems are warnings. */
const problemsOf = ({ documents }: Contract): ProblemList =>
  documents.lenient ? documents : collectProblems();

/**
 * Validates one operation, and generates its reply once if it has no handler.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} with what is wrong with it
 */
export function validateDescribedOperation(
  contract: Contract,
  operation: Operation,
  handled: readonly string[],
): void {
  if (operation.broken !== undefined) return;
  const { attempt, assertNone } = problemsOf(contract);
  validateOperation(operation, attempt);
  assertNone();
  if (!handled.includes(operation.id)) assertCanGenerate(contract, operation);
}

/**
 * Validates everything in a contract.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} with what is wrong with it
 */
export function validateContract(contract: Contract, handled: readonly string[]): void {
  const { attempt, assertNone } = problemsOf(contract);
  for (const operation of contract.operations) validateOperation(operation, attempt);
  for (const step of contract.schemas.examples()) attempt(step);
  assertNone();
  for (const operation of contract.operations) {
    if (operation.broken === undefined && !handled.includes(operation.id))
      attempt(() => assertCanGenerate(contract, operation));
  }
  assertNone();
}

/**
 * Reads a contract and validates every schema, example and default in it.
 *
 * @param file path of the OpenAPI document
 * @throws {ContractError} with what is wrong with it
 */
export function loadValidContract(file: string, reading: Reading): Contract {
  const contract = openContract(file, reading);
  validateContract(
    contract,
    contract.operations.map(({ id }) => id),
  );
  return contract;
}
