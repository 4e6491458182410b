/** What a recording confirms of a contract, and what it contradicts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { documentedResponse } from '../../src/contract/document/documented-response.ts';
import { type EvidencePatch, evidencePatch } from '../../src/drift/evidence-overlay.ts';
import { weighEvidence } from '../../src/drift/weigh-evidence.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { formatOverlay } from '../../src/infer/write-overlay.ts';
import { readRecording } from '../../src/recordings/read-recording.ts';
import { temporaryFolder } from '../support/document.ts';
import { petsDocument, proxyTo, rawVendor, replyWith } from '../upstream/support.ts';
import { type Change, fakeVendor, liveOnce } from './fake-vendor.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

/** Records one life of a pet, and weighs the claims of the document by it. */
async function patchOf(change?: Change): Promise<EvidencePatch> {
  await using vendor = await fakeVendor('evidence');
  vendor.change = change;
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  await liveOnce(emulator.url('pets'), 1);
  await emulator.close();
  const service = await openRecordedVendor(petsDocument, {});
  const claims = await weighEvidence(service, readRecording(folder));
  return evidencePatch(claims, 'session', 'Pets', 'pets.yaml');
}

test('what a recording confirms becomes an overlay that makes the document say recorded', async () => {
  const { overlay, contradicted } = await patchOf();
  expect(contradicted).toEqual([]);
  const file = join(temporaryFolder(), 'evidence.yaml');
  writeFileSync(file, formatOverlay(overlay));
  const { versions } = await openRecordedVendor(petsDocument, { overlay: [file] });
  const [known] = versions.values();
  const get = known?.contract.operations.find(({ id }) => id === 'getPet');
  expect(get?.evidence).toMatchObject({
    grade: 'recorded',
    source: expect.stringMatching(/^recording session, exchange r\d+ of \d{4}-/),
  });
  expect(documentedResponse(get?.responses ?? [], 200)?.evidence?.grade).toBe('recorded');
});

test('a reply that breaks the contract confirms nothing, and is named with both sources', async () => {
  const { overlay, contradicted } = await patchOf((reply, operation) => {
    if (operation === 'getPet' && reply.status === 200) reply.body = { ...(reply.body as object), id: 7 };
  });
  expect(overlay.actions.map(({ target }) => target)).not.toContain(
    "$.paths['/pets/{petId}'].get.responses['200']",
  );
  expect(contradicted[0]).toMatch(
    /^getPet 200: \/id must be string\n {2}contract \(without evidence\)\n {2}recording session, exchange r\d+/,
  );
});

test('the contract of a built-in vendor takes such an overlay, also where several operations share a reply', async () => {
  const folder = join(temporaryFolder(), 'recording');
  await using vendor = await rawVendor(
    replyWith(
      'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nConnection: close',
      '{"error":"User not found."}',
    ),
  );
  const emulator = await createEmulator({
    vendors: ['engage'],
    upstreams: { engage: { to: vendor.url, record: folder } },
  });
  const headers = { authorization: `Basic ${btoa('a:b')}` };
  await fetch(`${emulator.url('engage')}/v1/users/u1`, { headers });
  await emulator.close();
  const claims = await weighEvidence(await openRecordedVendor('engage', {}), readRecording(folder));
  const { overlay, shared } = evidencePatch(claims, 'session', 'Engage', 'engage/v1');
  expect(shared).toEqual([expect.stringMatching(/^retrieveUser 404 /)]);
  const file = join(temporaryFolder(), 'evidence.yaml');
  writeFileSync(file, formatOverlay(overlay));
  const { versions } = await openRecordedVendor('engage', { overlay: [file] });
  const operations = versions.get('v1')?.contract.operations ?? [];
  const gradeOf = (id: string): unknown =>
    documentedResponse(operations.find((one) => one.id === id)?.responses ?? [], 404)?.evidence?.grade;
  expect([gradeOf('retrieveUser'), gradeOf('updateUser')]).toEqual(['recorded', 'assumed']);
});

test('an overlay for a version that a vendor does not have is refused with those that it has', async () => {
  const file = join(temporaryFolder(), 'evidence.yaml');
  writeFileSync(
    file,
    'overlay: 1.0.0\ninfo: { title: t, version: 1.0.0 }\nextends: engage/v9\nactions: []\n',
  );
  await expect(createEmulator({ vendors: ['engage'], overlays: { engage: file } })).rejects.toThrow(
    'extends: engage/v1',
  );
});
