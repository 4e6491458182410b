/** What a recording keeps of secrets: nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatExplanationLine } from '../../src/commands/format-explanation.ts';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { compileScenario } from '../../src/drift/compile-scenario.ts';
import { writeHar } from '../../src/recordings/har.ts';
import { readRecording } from '../../src/recordings/read-recording.ts';
import { temporaryFolder } from '../support/document.ts';
import { plantedSecrets } from '../support/planted-secrets.ts';
import { petsDocument, proxyTo, rawVendor, replyWith } from '../upstream/support.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

/** All files below a folder, as one text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const splitByLine = (secret: string): string =>
  `${secret.slice(0, secret.length / 2)}\n  ${secret.slice(secret.length / 2)}`;

const percentEncoded = (secret: string): string =>
  Array.from(secret, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).join('');

/** A vendor that repeats what it got in a reply, in headers and body. */
const echo = (request: string): string => {
  const body = request.slice(request.indexOf('\r\n\r\n') + 4);
  const type = /^content-type: *([^\r]+)/im.exec(request)?.[1] ?? 'text/plain';
  const target = request.split(' ')[1] ?? '/';
  return replyWith(
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nLocation: ${target}\r\nConnection: close`,
    body,
  );
};

test('of 200 secrets, each sent in five encodings, none is in the recording, journal, log, page, HAR or scenario', async () => {
  const secrets = plantedSecrets(200);
  const folder = join(temporaryFolder(), 'recording');
  await using vendor = await rawVendor(
    (request, socket) => void socket.end(Buffer.from(echo(request), 'latin1')),
  );
  await using emulator = await proxyTo(vendor.url, { record: folder });
  const call = (path: string, type: string, body: string): Promise<Response> =>
    fetch(emulator.url('pets') + path, { method: 'POST', headers: { 'content-type': type }, body });
  const shown: string[] = [];
  for (const secret of secrets) {
    const coded = encodeURIComponent(secret);
    await call(
      `/pets/${coded}?note=${coded}`,
      'application/json',
      JSON.stringify({ note: secret, list: [secret] }),
    );
    await call('/pets', 'application/x-www-form-urlencoded', `note=${coded}&more=1`);
    await call('/pets', 'application/json', JSON.stringify({ note: Buffer.from(secret).toString('base64') }));
    await call('/pets', 'text/plain', `the note says ${percentEncoded(secret)}`);
    await call(
      '/pets',
      'application/json',
      JSON.stringify({ note: `the note\n${splitByLine(secret)}\nends` }),
    );
    const explanation = await emulator.explain('last');
    shown.push(JSON.stringify(explanation), formatExplanationLine(explanation));
  }
  shown.push(JSON.stringify(await emulator.exchanges()));
  for (const path of ['exchanges', 'recordings/pets/calls', 'recordings/pets/drift'])
    shown.push(await (await fetch(`${emulator.url()}/__admin/${path}`)).text());
  await emulator.close();
  const recording = readRecording(folder);
  shown.push(writeHar(recording, 'https://api.example.com', '1'));
  const service = await openRecordedVendor(petsDocument, {});
  shown.push(JSON.stringify(await compileScenario(service, recording, 'session')));
  const kept = everythingIn(folder) + shown.join('\n');
  const found = secrets.filter((secret) =>
    [
      secret,
      Buffer.from(secret).toString('base64'),
      percentEncoded(secret),
      encodeURIComponent(secret),
      JSON.stringify(splitByLine(secret)).slice(1, -1),
    ].some((form) => kept.includes(form)),
  );
  expect(found).toEqual([]);
  expect(shown.join().length).toBeGreaterThan(100_000);
  expect((await emulator.recordings()).get('pets')).toEqual({ recorded: 1000, lost: 0, reason: undefined });
}, 60_000);
