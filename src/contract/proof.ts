/** Judges what a contract describes before anybody calls it. */
import { type Contract, type Operation, openContract, type Reading } from './contract.ts';
import { assertGenerable } from './generate.ts';

/**
 * Compiles every schema of an operation and judges its examples and defaults.
 *
 * @throws {ContractError} for the first thing that is wrong with it
 */
function assertSound({ parameters, body, responses }: Operation): void {
  const contents = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  for (const { schema, examples } of [...parameters, ...contents]) {
    schema?.prepare();
    examples();
  }
  for (const parameter of parameters) parameter.default();
}

/**
 * Judges one operation, and the reply that has to be generated where it has no handler.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} for the first thing that is wrong with it
 */
export function proveOperation(contract: Contract, operation: Operation, handled: readonly string[]): void {
  assertSound(operation);
  if (!handled.includes(operation.id)) assertGenerable(contract, operation);
}

/**
 * Judges all that is in a contract.
 *
 * @param handled identifiers of the operations that have a handler
 * @throws {ContractError} for the first thing that is wrong with it
 */
export function proveContract(contract: Contract, handled: readonly string[]): void {
  for (const operation of contract.operations) assertSound(operation);
  contract.schemas.assertExamples();
  for (const operation of contract.operations) proveOperation(contract, operation, handled);
}

/**
 * Reads a document and judges every schema, example and default in it.
 *
 * @param file path of the OpenAPI document
 * @throws {ContractError} for the first thing that is wrong with it
 */
export function loadContract(file: string, reading: Reading): Contract {
  const contract = openContract(file, reading);
  proveContract(
    contract,
    contract.operations.map(({ id }) => id),
  );
  return contract;
}
