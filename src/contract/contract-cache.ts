/** Contracts that were read to make a vendor, so that they are not read again to serve it. */
import type { Contract } from './contract.ts';

const contracts = new WeakMap<object, Contract>();

/** @param version the vendor's entry for it */
export const remember = (version: object, contract: Contract): void => {
  contracts.set(version, contract);
};

export const contractOf = (version: object): Contract | undefined => contracts.get(version);
