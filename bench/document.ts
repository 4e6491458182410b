/** One large document served without handlers, from `dist`: started by `bench/start.ts` in a process of its own. */
import type { Vendor } from '../src/index.ts';

const CALLS = 60;

const { createEmulator } = (await import(
  new URL('../dist/index.js', import.meta.url).href
)) as typeof import('../src/index.ts');
const { openContract } = (await import(
  new URL('../dist/contract/contract.js', import.meta.url).href
)) as typeof import('../src/contract/contract.ts');

const [spec = ''] = process.argv.slice(2);
const ready = performance.now();
const vendor: Vendor = {
  name: 'document',
  title: 'Document',
  versions: { v1: { spec, handlers: {} } },
  collections: {},
  account: { type: 'object' },
  identify: () => ({ caller: { account: 'default', schemes: [] } }),
  keyOf: () => undefined,
  issue: () => ({ account: {}, key: '', headers: {} }),
  precedence: [],
  foreign: true,
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
  renderFailure: ({ kind }) => ({ status: 400, body: kind }),
};
let told = 0;
const emulator = await createEmulator({ vendors: [vendor], port: 0, report: () => told++ });
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
console.log(
  `ready after ${performance.now().toFixed(0)} ms (document ${(performance.now() - ready).toFixed(0)} ms), ${megabytes(process.memoryUsage.rss())}`,
);

const { operations } = openContract(spec, vendor);
const reads = operations.filter(({ method }) => method === 'GET');
const taken: number[] = [];
const statuses = new Map<number, number>();
for (const { template } of reads.filter((_, index) => index % Math.ceil(reads.length / CALLS) === 0)) {
  const asked = performance.now();
  const reply = await fetch(`${emulator.url('document')}${template.replace(/\{[^}]+\}/g, '1')}`);
  await reply.text();
  taken.push(performance.now() - asked);
  statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
}
const sorted = taken.toSorted((one, other) => one - other);
const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0);
console.log(
  `first call to ${sorted.length} of ${operations.length} operations: median ${at(0.5)} ms, p90 ${at(0.9)} ms, worst ${at(1)} ms; statuses ${JSON.stringify(Object.fromEntries(statuses))}`,
);
console.log(`afterwards ${megabytes(process.memoryUsage.rss())}; ${told} operations were told to be wrong`);
await emulator.close();
