/** Starts the image by Testcontainers, on podman's socket. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checks } from '../checks.ts';
import type { Engine } from './engine.ts';
import { createAndReadPet, PETS } from './pets.ts';

export async function checkTestcontainers(checks: Checks, engine: Engine, image: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-testcontainers-'));
  const document = join(folder, 'openapi.yaml');
  // Testcontainers reads both when it is first used. Its reaper is an image of its own, which no registry serves here.
  Object.assign(process.env, { DOCKER_HOST: await engine.serve(), TESTCONTAINERS_RYUK_DISABLED: 'true' });
  const { VendoubleContainer } = await import('../../src/testing/testcontainers.ts');
  try {
    await checks.run('vendouble/testcontainers: serves vendors in worlds', async () => {
      await using container = await new VendoubleContainer(image).withVendors('engage').start();
      const { urls, credentials } = await container.createWorld({ scenario: 'one-user' });
      assert.ok(urls.engage?.startsWith(`${container.url()}/w/`), urls.engage);
      const { key, secret } = credentials.engage ?? {};
      const authorization = `Basic ${btoa(`${key}:${secret}`)}`;
      const reply = await fetch(`${urls.engage}/v1/users`, { headers: { authorization } });
      assert.equal(((await reply.json()) as { data: object[] }).data.length, 1);
      assert.ok((await fetch(`${container.url('engage')}/v1/users`)).status === 401);
      assert.throws(() => container.url('intercom'), /not served in this container; there are engage/);
      await assert.rejects(container.createWorld({ scenario: 'none' }), /none/);
    });
    await checks.run('vendouble/testcontainers: serves a document', async () => {
      writeFileSync(document, PETS, { mode: 0o600 });
      await using container = await new VendoubleContainer(image).withDocument(document).start();
      await createAndReadPet(container.url('openapi'));
    });
    await checks.run('vendouble/testcontainers: reports at once what is wrong', async () => {
      const container = new VendoubleContainer(image);
      assert.throws(() => container.withDocument('nowhere.yaml'), /file not found: nowhere\.yaml/);
      container.withDocument(document);
      assert.throws(() => container.withDocument(document), /two documents are called openapi\.yaml/);
      const began = performance.now();
      await assert.rejects(new VendoubleContainer(image).withVendors('nobody').start(), /nobody/);
      return `${((performance.now() - began) / 1000).toFixed(1)} s`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
