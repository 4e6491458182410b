/** Finds what a call of the control plane names, or says what there is instead. */
import type { Service } from '../service.ts';
import { ControlError } from './error.ts';
import type { World } from './world.ts';
import type { Worlds } from './worlds.ts';

export interface Found {
  /** The default one when none is named. @throws {ControlError} for one that is not there */
  world(id?: string): World;
  /** @throws {ControlError} for one that is not served */
  service(vendor: string): Service;
  /** Says of a vendor that it is not served. */
  noVendor(name: string): string;
}

export const createFound = (worlds: Worlds, services: readonly Service[]): Found => {
  const noVendor = (name: string): string =>
    `there is no vendor ${name}; there are ${services.map(({ vendor }) => vendor.name).join(', ')}`;
  return {
    world: (id = worlds.default.id) => {
      const world = worlds.get(id);
      if (world === undefined)
        throw new ControlError(
          404,
          `there is no world ${id}; it was deleted, or nobody used it for too long`,
        );
      return world;
    },
    service: (name) => {
      const service = services.find(({ vendor }) => vendor.name === name);
      if (service === undefined) throw new ControlError(404, noVendor(name));
      return service;
    },
    noVendor,
  };
};
