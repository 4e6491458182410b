/** Whether a first call would be answered without compiling. Built-in and large contracts are otherwise compiled on first use. */
import { setTimeout } from 'node:timers/promises';
import { LARGE } from '../contract/contract.ts';
import { validateInTurns } from '../contract/validate-operation.ts';
import { vendors as builtIn } from '../vendors/index.ts';
import type { Service } from './service.ts';

/** Lets requests through between two steps. The timer does not keep the process alive. */
const turn = (): Promise<void> => setTimeout(0, undefined, { ref: false });

/** A small contract of the user was compiled at the start. */
const isCompiledLate = ({ vendor, versions }: Service): boolean =>
  builtIn.includes(vendor) ||
  [...versions.values()].some(({ contract }) => contract.operations.length > LARGE);

/** Reads and compiles the contracts of a service in small steps. What is wrong in them is reported when it is used. */
async function compile({ versions }: Service): Promise<void> {
  for (const version of versions.values()) {
    await turn();
    const { contract } = version;
    contract.schemas.prime();
    for (const operation of contract.operations) {
      await turn();
      try {
        for (const _ of validateInTurns(operation)) await turn();
      } catch {
        // The operation answers with what is wrong in it.
      }
    }
  }
}

/**
 * @param replica whether the database is reached, where state is kept in one
 * @returns whether every contract is compiled. The first question has them compiled in the background: a program that never
 * asks, such as a test, does not pay for operations that it does not call
 */
export function createReadiness(
  services: readonly Service[],
  replica?: { health(): { readonly reachable: boolean } },
): () => boolean {
  let isReady = false;
  let begun = false;
  const begin = async (): Promise<void> => {
    for (const service of services) if (isCompiledLate(service)) await compile(service);
    isReady = true;
  };
  return () => {
    if (!begun) {
      begun = true;
      isReady = !services.some(isCompiledLate);
      if (!isReady) void begin();
    }
    return isReady && replica?.health().reachable !== false;
  };
}
