/** `vendouble check`: what the emulator would make of a document, without serving it. */
import { resolve } from 'node:path';
import { type Contract, openContract } from '../contract/contract.ts';
import { ContractError } from '../contract/document.ts';
import { proveContract } from '../contract/proof.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Exits 1 when there is something to mend. */
export function checkContract(spec: string): void {
  let contract: Contract;
  try {
    contract = openContract(resolve(spec), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });
    proveContract(contract, []);
  } catch (cause) {
    if (!(cause instanceof ContractError)) throw cause;
    say(cause.message);
    process.exitCode = cause.unreadable ? 2 : 1;
    return;
  }
  for (const warning of contract.warnings()) say(`warning: ${warning}`);
  say(`${contract.title}: ${contract.operations.length} operations, each schema and example sound`);
}
