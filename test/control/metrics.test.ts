/** What monitoring reads, in the format of Prometheus, judged by a parser of that format. */
import parse from 'parse-prometheus-text-format';
import { expect, test } from 'vitest';
import { handlers, petshop } from '../support/petshop.ts';
import { shopAt, startShop } from '../support/shop.ts';

type Metric = ReturnType<typeof parse>[number];

async function scrape(emulator: {
  url(): string;
}): Promise<{ readonly text: string; readonly metrics: readonly Metric[] }> {
  const reply = await fetch(`${emulator.url()}/__admin/metrics`);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const text = await reply.text();
  return { text, metrics: parse(text) };
}

const samplesOf = (metrics: readonly Metric[], name: string): Metric['metrics'] =>
  metrics.find((metric) => metric.name === name)?.metrics ?? [];

test('calls are counted by vendor, operation, status and source, also after the exchanges were cleared', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  await shop.create('Tom');
  emulator.clearExchanges();
  await shop.create('');
  const { text, metrics } = await scrape(emulator);
  const of = (status: string, source: string) => ({
    vendor: 'petshop',
    operation: 'createPet',
    status,
    source,
  });
  expect(samplesOf(metrics, 'vendouble_calls_total')).toEqual([
    { value: '2', labels: of('201', 'modelled') },
    { value: '1', labels: of('400', 'failure') },
  ]);
  expect(samplesOf(metrics, 'vendouble_call_duration_seconds')).toEqual([
    { buckets: expect.objectContaining({ '+Inf': '3' }) },
  ]);
  // The parser drops the labels of histograms.
  expect(text).toContain('vendouble_call_duration_seconds_count{vendor="petshop"} 3\n');
  expect(samplesOf(metrics, 'vendouble_state_records')).toContainEqual({
    value: '2',
    labels: { vendor: 'petshop', collection: 'pets' },
  });
  expect(metrics.filter(({ name }) => !name.startsWith('vendouble_'))).toEqual([]);
});

test('replies that break their contract and calls that are refused are counted', async () => {
  const listPets = async () => ({ status: 200, body: { pets: 'none' } });
  await using emulator = await startShop({
    strict: false,
    vendors: [petshop({ handlers: { ...handlers, listPets } })],
  });
  const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
  await fetch(`${emulator.url('petshop')}/pets`, { headers });
  await fetch(`${emulator.url('petshop')}/pets`, { method: 'POST', headers, body: '['.repeat(100) });
  const { metrics } = await scrape(emulator);
  expect(samplesOf(metrics, 'vendouble_drift_total')).toEqual([
    { value: '1', labels: { vendor: 'petshop', operation: 'listPets' } },
  ]);
  expect(samplesOf(metrics, 'vendouble_refusals_total')).toEqual([{ value: '1', labels: { code: 'DEPTH' } }]);
});

test('no path, identifier or world becomes a label: unmatched calls are one series', async () => {
  await using emulator = await startShop();
  const { urls } = await emulator.createWorld();
  for (let count = 0; count < 5; count++) {
    await fetch(`${emulator.url()}/planted-${count}`);
    await fetch(`${emulator.url('petshop')}/planted-${count}`);
    await fetch(`${urls.petshop}/pets/planted-${count}`, { headers: { authorization: 'Bearer planted' } });
    await fetch(`${emulator.url()}/w/planted-${count}/petshop/pets`);
  }
  const { text, metrics } = await scrape(emulator);
  expect(samplesOf(metrics, 'vendouble_unmatched_calls_total')).toEqual([{ value: '15' }]);
  expect(text).not.toContain('planted');
  expect(samplesOf(metrics, 'vendouble_worlds')).toEqual([{ value: '1' }]);
});

test('metrics ask for the token beyond the loopback interface', async () => {
  await using emulator = await startShop({ host: '0.0.0.0', adminToken: 'a-token-for-this-test' });
  const url = `${emulator.url()}/__admin/metrics`;
  expect((await fetch(url)).status).toBe(401);
  const authorization = 'Bearer a-token-for-this-test';
  // What Prometheus sends.
  const accept = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1';
  expect((await fetch(url, { headers: { authorization, accept } })).status).toBe(200);
});
