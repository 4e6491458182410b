/** `vendouble webhooks check` at consumers with planted faults, and at a good one. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { checkWebhooks } from '../../src/commands/webhooks-check.ts';
import { webhooksOf } from '../../src/contract/webhooks.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/ids.ts';
import { checkReceiver } from '../../src/webhooks/check/check-receiver.ts';
import type { EffectParts } from '../../src/webhooks/check/effect-probes.ts';
import type { CheckReport } from '../../src/webhooks/check/findings.ts';
import { observeUrl } from '../../src/webhooks/check/observe.ts';
import { type DeliveryTemplate, templateOf } from '../../src/webhooks/check/template.ts';
import { vendouble } from '../support/command.ts';
import { writeDocuments } from '../support/document.ts';
import { consumer, document, FAULTS, type Fault, SECRET } from './consumer.ts';

const spec = writeDocuments({ 'users.yaml': document });

const { versions } = await openRecordedVendor(spec, {});
const [{ contract } = { contract: undefined }] = versions.values();
if (contract === undefined) throw new Error('the document is not served');
const [created, updated] = webhooksOf(contract).map((webhook) => templateOf(webhook, [], contract)) as [
  DeliveryTemplate,
  DeliveryTemplate,
];

const check = (to: string, state: string | undefined, pause = 20, parts: Partial<EffectParts> = {}) => {
  let count = 0;
  return checkReceiver({
    receiver: {
      to,
      signer: { kind: 'standard-webhooks' },
      secrets: [SECRET],
      headers: {},
      deadline: 5_000,
      pause,
      clock: systemClock,
      ids: createIds('check', () => ++count),
    },
    created,
    updated,
    observe: state === undefined ? undefined : observeUrl(state),
    settle: 0,
    ...parts,
  });
};

const findingsOf = ({ results }: CheckReport): readonly string[] => [
  ...new Set(results.flatMap(({ finding }) => finding ?? [])),
];

const outcomes = ({ results }: CheckReport): Record<string, string> =>
  Object.fromEntries(results.map(({ probe, outcome }) => [probe, outcome]));

const NAMES: Readonly<Record<Fault, string>> = {
  'no signature check': 'no-signature-check',
  'signature over a parsed body': 'signature-over-parsed-body',
  'no tolerance': 'no-timestamp-check',
  'no dedupe': 'duplicate-applied',
  'order-dependent': 'order-dependent',
  '500 on an unknown topic': 'unknown-topic-refused',
  '200 before reading': 'answers-before-reading',
  'work after a refusal': 'refused-but-applied',
  'no update before its creation': 'order-dependent',
};

test.each(FAULTS)('the fault of a consumer is found by its name, and no other: %s', async (fault) => {
  await using faulty = await consumer(fault);
  const pause = fault === '200 before reading' ? 5_000 : 20;
  expect(findingsOf(await check(faulty.hooks, faulty.state, pause))).toEqual([NAMES[fault]]);
});

test('a good consumer passes everything', async () => {
  await using good = await consumer();
  const report = await check(good.hooks, good.state);
  expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(report.results).toHaveLength(12);
});

test('a good consumer whose deliveries have their effects in the background passes everything', async () => {
  await using good = await consumer(undefined, 20);
  const report = await check(good.hooks, good.state, 20, { settle: 100 });
  expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

test('duplicates and order never pass where the effects cannot be observed', async () => {
  await using faulty = await consumer('no dedupe');
  expect(outcomes(await check(faulty.hooks, undefined))).toMatchObject({
    valid: 'passed',
    duplicate: 'not judged',
    reordered: 'not judged',
  });
});

test('what a delivery does not change says nothing of duplicates and order', async () => {
  await using good = await consumer();
  const report = await check(good.hooks, undefined, 20, { observe: async () => 'always the same' });
  expect(outcomes(report)).toMatchObject({ duplicate: 'not judged', reordered: 'not judged' });
});

test('a state that changes by itself says nothing of duplicates and order', async () => {
  await using good = await consumer();
  let count = 0;
  const report = await check(good.hooks, undefined, 20, { observe: async () => String(++count) });
  expect(outcomes(report)).toMatchObject({ duplicate: 'not judged', reordered: 'not judged' });
  expect(report.results.at(-1)?.detail).toContain('changes by itself');
});

test('nothing else is passed where a correct delivery is refused', async () => {
  const server = createServer((_incoming, reply) => void reply.writeHead(401).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const report = await check(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, undefined);
  server.close();
  expect(findingsOf(report)).toEqual(['valid-refused']);
  expect(report.results.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
});

const command = (...args: string[]) =>
  vendouble(['webhooks', 'check', '--spec', spec, '--settle', '0', ...args], {
    env: { VENDOUBLE_WEBHOOK_SECRET: SECRET },
  }).ended;

test('the command exits with 0 at a good consumer and says what it has tried', async () => {
  await using good = await consumer();
  const { code, out, err } = await command('--to', good.hooks, '--observe', good.state);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`Deliveries of user.created to ${good.hooks}, signer standard-webhooks`);
  expect(out).toContain('12 passed, 0 failed, 0 not judged');
});

test('the command exits with 1 at a finding, names it, and says what to do', async () => {
  await using faulty = await consumer('no signature check');
  const { code, out } = await command('--to', faulty.hooks);
  expect(code).toBe(1);
  expect(out).toContain('no-signature-check: Verify the signature of each delivery');
  expect(out).toContain('not judged  duplicate');
});

test('the effects of deliveries may be printed by a command', async () => {
  await using faulty = await consumer('no dedupe');
  const { code, out } = await command(
    '--to',
    faulty.hooks,
    '--effects',
    `${process.execPath} -e "fetch('${faulty.state}').then(r => r.text()).then(console.log)"`,
    '--format',
    'json',
  );
  expect(code).toBe(1);
  const { results } = JSON.parse(out) as CheckReport;
  expect(results.find(({ probe }) => probe === 'duplicate')).toMatchObject({ finding: 'duplicate-applied' });
});

const flags = { spec, settle: 0, timeout: 5_000, format: 'text' } as const;

test.each([
  [{ to: 'http://127.0.0.1:1/hooks', secret: [SECRET] }, 'cannot be reached'],
  [{ to: 'localhost:3000/hooks' }, 'is not an http(s) address'],
  [{ to: 'http://127.0.0.1:1/', topic: 'user.updatd' }, 'did you mean user.updated?'],
  [{ to: 'http://127.0.0.1:1/', signer: 'md5' }, '--signer is "md5"; write none, hub-sha1'],
  [{ to: 'http://127.0.0.1:1/' }, 'name the secret that your receiver verifies with'],
  [{ to: 'http://127.0.0.1:1/', secret: ['short'] }, '24 to 64 bytes in base64'],
  [{ to: 'http://127.0.0.1:1/', signer: 'none', secret: [SECRET] }, 'name --signer too'],
  [{ to: 'http://127.0.0.1:1/', secret: [SECRET], header: ['X-A'] }, 'write Name: value'],
])('the command cannot run with %j', async (wrong, problem) => {
  await expect(checkWebhooks({ ...flags, ...wrong })).rejects.toThrow(problem);
});

test('the command exits with 2 where it cannot run', async () => {
  const { code, out, err } = await command('--to', 'http://127.0.0.1:1/hooks');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('start your receiver first');
});
