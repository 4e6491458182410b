/** Finds the world, vendor or operation that a name stands for, or says which names there are. */

import { nearestWord } from '../core/spelling.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { ControlError } from './control-error.ts';

export interface Lookup {
  readonly services: readonly Service[];
  /** The default world when no name is given. @throws {ControlError} for an unknown one */
  world(id?: string): World;
  /** @throws {ControlError} for an unknown one */
  service(vendor: string): Service;
  serves(vendor: string): boolean;
  /**
   * Rejects misspelt operations: a test that expects no calls would take one for success.
   *
   * @param vendor any when absent
   * @throws {ControlError} for an operation that no contract has
   */
  assertOperation(operation: string, vendor: string | undefined): void;
  /** Message for a vendor that is not served. */
  noVendor(name: string): string;
}

export const createLookup = (worlds: Worlds, services: readonly Service[]): Lookup => {
  const noVendor = (name: string): string =>
    `there is no vendor ${name}; there are ${services.map(({ vendor }) => vendor.name).join(', ')}`;
  return {
    services,
    world: (id = worlds.default.id) => {
      const world = worlds.get(id);
      if (world === undefined)
        throw new ControlError(404, `there is no world ${id}; ${worlds.whyMissing(id)}`);
      return world;
    },
    service: (name) => {
      const service = services.find(({ vendor }) => vendor.name === name);
      if (service === undefined) throw new ControlError(404, noVendor(name));
      return service;
    },
    serves: (name) => services.some(({ vendor }) => vendor.name === name),
    assertOperation: (operation, vendor) => {
      const known = services
        .filter((service) => vendor === undefined || service.vendor.name === vendor)
        .flatMap(({ versions }) => [...versions.values()])
        .flatMap(({ contract }) => contract.operations.map(({ id }) => id));
      if (known.includes(operation)) return;
      const meant = nearestWord(operation, known);
      throw new ControlError(
        400,
        `${vendor ?? 'no vendor'} has ${vendor === undefined ? 'an' : 'no'} operation ${operation}; ${meant === undefined ? 'GET /__admin/vendors lists them' : `did you mean ${meant}?`}`,
      );
    },
    noVendor,
  };
};
