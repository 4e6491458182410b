/** A session with each vendor, recorded from one emulator as the real vendor, replays on another one. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { FIXTURES } from '../../src/core/package-folders.ts';
import { compileScenario } from '../../src/drift/compile-scenario.ts';
import { findDrift } from '../../src/drift/find-drift.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { readRecording } from '../../src/recordings/read-recording.ts';
import { readScenario, writeScenario } from '../../src/scenarios/scenario-file.ts';
import { temporaryFolder } from '../support/document.ts';
import { introductionOf } from '../support/vendors.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

test.each(['engage', 'intercom', 'usercom', 'sequence'])(
  'a recorded session with %s has no drift, and becomes a scenario that a world begins with',
  async (vendor) => {
    const folder = join(temporaryFolder(), 'recording');
    await using real = await createEmulator({ vendors: [vendor] });
    const proxy = await createEmulator({
      vendors: [vendor],
      upstreams: { [vendor]: { to: real.url(vendor), record: folder } },
    });
    const service = await openRecordedVendor(vendor, {});
    const operations = [...service.versions.values()][0]?.contract.operations ?? [];
    const { calls } = readScenario(join(FIXTURES, vendor, 'everything.json'));
    for (const { operation, path = {}, query = {}, body } of calls) {
      const found = operations.find(({ id }) => id === operation) ?? expect.fail(operation);
      const filled = found.template.replace(/\{([^{}]+)\}/g, (_whole, name) => String(path[name]));
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const reply = await fetch(
        `${proxy.url(vendor)}${found.bases[0] ?? ''}${filled}${search === '' ? '' : `?${search}`}`,
        {
          method: found.method,
          headers: { ...introductionOf(vendor).headers, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
      );
      expect(reply.status, `${operation}: ${await reply.text()}`).toBeLessThan(300);
    }
    await proxy.close();
    const recording = readRecording(folder);
    const { findings, compared } = await findDrift(service, recording);
    expect([findings, compared]).toEqual([[], calls.length]);
    const { scenario, exchanges } = await compileScenario(service, recording, 'session');
    const others = exchanges.filter(({ outcome }) => outcome !== 'same');
    expect(others.map(({ exchange, reason }) => `${exchange.recorded.operation}: ${reason}`)).toEqual([]);
    const scenarios = temporaryFolder();
    writeScenario(scenarios, vendor, 'session', scenario);
    await using emulator = await createEmulator({ vendors: [vendor], scenarios });
    await expect(emulator.createWorld({ scenario: 'session' })).resolves.toMatchObject({ id: 'w1' });
  },
);
