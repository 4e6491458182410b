/** The URLs of worlds. */
import type { Service } from '../services/service.ts';
import type { World } from './world.ts';
import { DEFAULT_WORLD } from './world.ts';

export interface WorldUrls {
  /** By vendor, its base URL in a world. */
  urls(world: World): Readonly<Record<string, string>>;
  /** @param world identifier of a world, which may have been deleted */
  url(vendor: string, world: string): string;
}

/** @param origin URL of the emulator, without a path */
export function createWorldUrls(services: readonly Service[], origin: () => string): WorldUrls {
  const begin = (world: string): string => origin() + (world === DEFAULT_WORLD ? '' : `/w/${world}`);
  return {
    urls: ({ id }) =>
      Object.fromEntries(services.map(({ vendor, prefix }) => [vendor.name, begin(id) + prefix])),
    url: (name, world) =>
      begin(world) + (services.find(({ vendor }) => vendor.name === name)?.prefix ?? `/${name}`),
  };
}
