/** Does before the first call what it would wait for. */
import { adjustableClock, systemClock } from '../core/clock.ts';
import { createIds } from '../core/ids.ts';
import { callInProcess } from '../http/call-in-process.ts';
import type { Service } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { vendors as builtIn } from '../vendors/index.ts';
import { createWorld } from '../worlds/world.ts';

/** Handlers that users wrote are not called. */
const isCallable = ({ vendor }: Service): boolean => vendor.foreign === true || builtIn.includes(vendor);

/**
 * Reads the contracts, compiles the schema of JSON Schema itself, and calls one operation of each vendor in a world that nothing
 * else knows: no statistics, coverage, journal or callback has these calls.
 */
export async function warmUp(services: readonly Service[], origin: string, seed: string): Promise<void> {
  const clock = adjustableClock(systemClock, undefined);
  const world = createWorld({ id: 'warm-up', seed, clock, store: createMemoryStore() });
  for (const service of services) {
    const { vendor, versions, prefix } = service;
    const [first] = versions.values();
    first?.contract.schemas.prime();
    const reading = first?.contract.operations.find(
      ({ method, template }) => method === 'GET' && !template.includes('{'),
    );
    if (reading === undefined || !isCallable(service)) continue;
    const { headers } = vendor.issue(createIds(`${seed}/warm-up`, () => 0));
    const path = (reading.bases[0] ?? '') + reading.template;
    await callInProcess(
      service,
      world,
      { vendor: vendor.name, method: 'GET', path, headers },
      origin + prefix,
    );
  }
  await (await fetch(`${origin}/__admin/worlds`)).body?.cancel();
}
