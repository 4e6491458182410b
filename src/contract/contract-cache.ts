/** Contracts that were read to make a vendor, so that they are not read again to serve it. */
import type { Contract } from './contract.ts';

const contracts = new WeakMap<object, Contract>();

/** @param version the vendor's entry for it */
export const cacheContract = (version: object, contract: Contract): void => {
  contracts.set(version, contract);
};

export const cachedContract = (version: object): Contract | undefined => contracts.get(version);
