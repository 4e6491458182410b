/** `vendouble check`: reads an OpenAPI document as the emulator would, and reports what is wrong with it. */
import { type Contract, openContract } from '../contract/contract.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { validateContract } from '../contract/validate-contract.ts';
import { fetchDocument } from './fetch-document.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface CheckFlags {
  readonly allowRefs?: string;
}

/** Exits 1 when the document has errors, and 2 when it cannot be read. */
export async function checkContract(spec: string, { allowRefs }: CheckFlags): Promise<void> {
  const file = await fetchDocument(spec);
  let contract: Contract;
  try {
    contract = openContract(file, {
      allowRefs,
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });
    validateContract(contract, []);
  } catch (cause) {
    if (!(cause instanceof ContractError)) throw cause;
    say(cause.message);
    process.exitCode = cause.unreadable ? 2 : 1;
    return;
  }
  for (const warning of contract.warnings()) say(`warning: ${warning}`);
  say(`${contract.title}: ${contract.operations.length} operations, each schema and example sound`);
}
