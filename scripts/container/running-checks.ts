/** What a container does: starts, is healthy, keeps its state, stops. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checks } from '../checks.ts';
import { type Container, startContainer } from './container.ts';
import type { Engine } from './engine.ts';
import { BASIC, createAndReadPet, PETS } from './pets.ts';

const TOKEN = 'a-token-of-this-check-alone';

const VENDOR = `\
import { fileURLToPath } from 'node:url';
import { defineVendor, inferVendor } from 'vendouble';
const spec: string = fileURLToPath(new URL('../openapi.yaml', import.meta.url));
export default defineVendor({ ...inferVendor('own', { spec }) });
`;

/** A folder for /specs that every user can read. */
function specsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-specs-'));
  mkdirSync(join(folder, 'own'));
  writeFileSync(join(folder, 'vendouble.config.json'), JSON.stringify({ adminToken: TOKEN }));
  writeFileSync(join(folder, 'openapi.yaml'), PETS);
  writeFileSync(join(folder, 'own/package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'own/index.ts'), VENDOR);
  chmodSync(folder, 0o755);
  return folder;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

interface State {
  readonly Health?: { readonly Status: string };
}

function stateOf(engine: Engine, { id }: Container): State {
  const [{ State: state }] = JSON.parse(engine.podman('inspect', id)) as [{ State: State }];
  return state;
}

/** As the engine's own timer would, where there is one. */
async function untilHealthy(engine: Engine, { id }: Container): Promise<number> {
  const began = performance.now();
  for (let tries = 0; tries < 50; tries++) {
    if (engine.tryPodman('healthcheck', 'run', id).code === 0) return performance.now() - began;
    await sleep(100);
  }
  throw new Error(`it is not healthy: ${engine.podman('inspect', id)}`);
}

async function statusOf(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return (await fetch(url, { headers })).status;
}

async function checkKeeping(checks: Checks, engine: Engine, image: string, specs: string): Promise<void> {
  const volume = engine.podman('volume', 'create').trim();
  const options = ['--volume', `${volume}:/state`, '--volume', `${specs}:/specs:ro`];
  const first = await startContainer(engine, image, { options });
  await checks.run('answers on a port of the host, through a bridge, with a read-only root', async () => {
    assert.match(first.logs(), /^vendouble ready /m);
    const body = JSON.stringify({ id: 'u1', first_name: 'Ada' });
    const made = await fetch(`${first.url}/engage/v1/users`, { method: 'POST', headers: BASIC, body });
    assert.ok(made.ok, `creating a user is answered with ${made.status}`);
    return `ready after ${seconds(first.readyAfter)}`;
  });
  await checks.run('can promise durability on a volume', () =>
    assert.doesNotMatch(first.logs(), /durability cannot be promised/),
  );
  await checks.run('is healthy', async () => {
    const took = await untilHealthy(engine, first);
    assert.equal(stateOf(engine, first).Health?.Status, 'healthy');
    return `the check takes ${seconds(took)}`;
  });
  await checks.run('asks for the token of the control plane', async () => {
    assert.equal(await statusOf(`${first.url}/__admin/vendors`), 401);
    assert.equal(await statusOf(`${first.url}/__admin/vendors`, { authorization: `Bearer ${TOKEN}` }), 200);
  });
  await checks.run('says without the token that it is ready', async () =>
    assert.equal(await statusOf(`${first.url}/__admin/health`), 200),
  );
  await checks.run('stops in under a second', async () => {
    const { code, took } = await first.stop();
    assert.equal(code, 0);
    assert.ok(took < 1000, `it took ${seconds(took)}`);
    return seconds(took);
  });
  const second = await startContainer(engine, image, { options });
  await checks.run('has its state after a restart', async () => {
    assert.equal(await statusOf(`${second.url}/engage/v1/users/u1`, BASIC), 200);
    await second.stop();
  });
}

export async function checkRunning(checks: Checks, engine: Engine, image: string): Promise<void> {
  const specs = specsFolder();
  try {
    await checkKeeping(checks, engine, image, specs);
    const options = ['--volume', `${specs}:/specs:ro`];
    await checks.run('serves a document from /specs', async () => {
      const container = await startContainer(engine, image, {
        options,
        command: ['start', './openapi.yaml'],
      });
      await createAndReadPet(container.url);
      await container.stop();
    });
    await checks.run('serves a vendor in TypeScript from /specs', async () => {
      const container = await startContainer(engine, image, {
        options,
        command: ['start', './own/index.ts'],
      });
      await createAndReadPet(`${container.url}/own`);
      await container.stop();
    });
  } finally {
    rmSync(specs, { recursive: true, force: true });
  }
}
