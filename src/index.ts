/** The public face of the package. */
export type { Clock } from './clock.ts';
export { ConfigError } from './config.ts';
export { ContractError } from './contract/problems.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { Handler, Handlers } from './handler.ts';
export { StateFileError } from './state/file.ts';
export { type Collection, type CollectionShape, collection, type State } from './state/store.ts';
export * from './vendor.ts';
