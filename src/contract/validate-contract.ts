/** Judges what a contract describes before anybody calls it. */
import { type Contract, openContract, type Reading } from './contract.ts';
import { collectProblems } from './document/contract-error.ts';
import { assertCanGenerate } from './generate-reply.ts';
import type { Operation } from './operation.ts';
import { validateOperation } from './validate-operation.ts';

/**
 * Judges one operation, and the reply that has to be generated where it has no handler.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} with what is wrong with it
 */
export function validateDescribedOperation(
  contract: Contract,
  operation: Operation,
  handled: readonly string[],
): void {
  const { attempt, assertNone } = collectProblems();
  validateOperation(operation, attempt);
  assertNone();
  if (!handled.includes(operation.id)) assertCanGenerate(contract, operation);
}

/**
 * Judges all that is in a contract.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} with what is wrong with it
 */
export function validateContract(contract: Contract, handled: readonly string[]): void {
  const { attempt, assertNone } = collectProblems();
  for (const operation of contract.operations) validateOperation(operation, attempt);
  for (const judge of contract.schemas.examples()) attempt(judge);
  assertNone();
  for (const operation of contract.operations) {
    if (!handled.includes(operation.id)) attempt(() => assertCanGenerate(contract, operation));
  }
  assertNone();
}

/**
 * Reads a document and judges every schema, example and default in it.
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
