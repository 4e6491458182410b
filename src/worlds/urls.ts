/** Where worlds are reached. */
import type { Service } from '../services/service.ts';
import type { World } from './world.ts';
import { DEFAULT_WORLD } from './world.ts';

export interface WorldUrls {
  /** By vendor, a base URL that leads into the world. */
  urls(world: World): Readonly<Record<string, string>>;
  /** @param world its identifier; it may be gone */
  url(vendor: string, world: string): string;
}

/** @param origin where the emulator is reached */
export function createWorldUrls(services: readonly Service[], origin: () => string): WorldUrls {
  const begin = (world: string): string => origin() + (world === DEFAULT_WORLD ? '' : `/w/${world}`);
  return {
    urls: ({ id }) =>
      Object.fromEntries(services.map(({ vendor, prefix }) => [vendor.name, begin(id) + prefix])),
    url: (name, world) =>
      begin(world) + (services.find(({ vendor }) => vendor.name === name)?.prefix ?? `/${name}`),
  };
}
