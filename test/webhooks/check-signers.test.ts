/** A check with each way of signing: a consumer that verifies passes, one that does not is found. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/ids.ts';
import { checkReceiver } from '../../src/webhooks/check/check-receiver.ts';
import type { CheckReport, ProbeName } from '../../src/webhooks/check/findings.ts';
import type { DeliveryTemplate } from '../../src/webhooks/check/template.ts';
import { parseSigner, type Signer } from '../../src/webhooks/signer.ts';

type Verify = (headers: IncomingHttpHeaders, body: string) => boolean;

const hmac = (algorithm: string, text: string): string =>
  createHmac(algorithm, 'user:secret').update(text).digest('hex');

/** How a consumer verifies, written without a look at how we sign. */
const VERIFIERS: Readonly<Record<string, Verify>> = {
  'hub-sha1': (headers, body) => headers['x-hub-signature'] === `sha1=${hmac('sha1', body)}`,
  'hub-sha256': (headers, body) => headers['x-hub-signature-256'] === `sha256=${hmac('sha256', body)}`,
  'timestamped:Stripe-Signature': (headers, body) => {
    const parts = String(headers['stripe-signature']).split(',');
    const time = parts[0]?.slice('t='.length) ?? '';
    const isRecent = Math.abs(systemClock.now().getTime() / 1000 - Number(time)) < 300;
    return isRecent && parts.includes(`v1=${hmac('sha256', `${time}.${body}`)}`);
  },
  'header:X-Token': (headers) => headers['x-token'] === 'user:secret',
  basic: (headers) => headers.authorization === `Basic ${Buffer.from('user:secret').toString('base64')}`,
};

const template: DeliveryTemplate = {
  topic: 'order.paid',
  method: 'POST',
  mediaType: 'application/json',
  generated: false,
  body: { id: 'evt_1', event: 'order.paid', order: { id: '25', name: 'Zoë' } },
  allows: () => true,
};

async function check(name: string, verify: Verify): Promise<CheckReport> {
  const server = createServer(async (incoming, reply) => {
    const body = await text(incoming);
    reply.writeHead(verify(incoming.headers, body) ? 200 : 401).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let count = 0;
  const report = await checkReceiver({
    receiver: {
      to: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      signer: parseSigner(name) as Signer,
      secrets: ['user:secret'],
      headers: {},
      deadline: 5_000,
      pause: 10,
      clock: systemClock,
      ids: createIds('signers', () => ++count),
    },
    created: template,
    updated: template,
    observe: undefined,
    settle: 0,
  });
  server.close();
  return report;
}

const named = ({ results }: CheckReport, wanted: string): readonly ProbeName[] =>
  results.filter(({ outcome }) => outcome === wanted).map(({ probe }) => probe);

test.each(Object.entries(VERIFIERS))('a consumer that verifies %s passes', async (name, verify) => {
  const report = await check(name, verify);
  expect(named(report, 'failed')).toEqual([]);
  const forged = name.includes('sha') || name.startsWith('timestamped') ? ['tampered'] : [];
  const timed = name.startsWith('timestamped') ? ['stale', 'rotated'] : [];
  expect(named(report, 'passed')).toEqual(
    expect.arrayContaining(['valid', 'unsigned', 'wrong-secret', ...forged, ...timed]),
  );
});

test.each(Object.keys(VERIFIERS))('a consumer that does not verify %s is found', async (name) => {
  const report = await check(name, () => true);
  expect(new Set(report.results.flatMap(({ finding }) => finding ?? []))).toEqual(
    new Set(['no-signature-check']),
  );
});
