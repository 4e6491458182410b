/** What is sent to the receiver of a webhook, and to whom it is not. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { AllowedTargets } from '../../src/callbacks/allowed-targets.ts';
import type { Address, Lookup } from '../../src/webhooks/find-addresses.ts';
import { REPLY_LIMIT } from '../../src/webhooks/read-reply.ts';
import { isTaken, type SendOptions, type SendResult, send } from '../../src/webhooks/send.ts';

const LOCAL: AllowedTargets = { allowed: [], alone: true };
const allow = (...allowed: string[]): AllowedTargets => ({ allowed, alone: true });

const post = (url: string, options: Partial<SendOptions> = {}): Promise<SendResult> =>
  send(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{"name":"Zoë"}' },
    { targets: LOCAL, ...options },
  );

async function receiver(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const address = (ip: string): Address => ({ address: ip, family: ip.includes(':') ? 6 : 4 });
const leadsTo =
  (...ips: string[]): Lookup =>
  async () =>
    ips.map(address);

const problemOf = (result: SendResult): string => ('problem' in result ? result.problem : 'it was sent');

test('a delivery arrives byte for byte, and the reply comes back', async () => {
  const heard: [IncomingMessage['headers'], string | undefined, string][] = [];
  await using hooks = await receiver(async (incoming, reply) => {
    heard.push([incoming.headers, incoming.url, await text(incoming)]);
    reply.writeHead(202, { 'x-from': 'receiver' }).end('taken');
  });
  const result = await post(`${hooks.url}?a=b`);
  expect(result).toMatchObject({
    kind: 'answered',
    status: 202,
    body: 'taken',
    truncated: false,
    early: false,
  });
  expect(isTaken(result)).toBe(true);
  const expected = {
    'content-type': 'application/json',
    'content-length': '15',
    host: `127.0.0.1:${hooks.port}`,
  };
  expect(heard).toEqual([[{ ...expected, connection: 'close' }, '/hooks?a=b', '{"name":"Zoë"}']]);
});

test.each([
  ['http://2130706433:1/', 'another spelling of 127.0.0.1'],
  ['http://0x7f000001:1/', 'another spelling of 127.0.0.1'],
  ['http://0x7f.1:1/', 'another spelling of 127.0.0.1'],
  ['http://017700000001:1/', 'another spelling of 127.0.0.1'],
  ['http://0177.0.0.1:1/', 'another spelling of 127.0.0.1'],
  ['http://127.1:1/', 'another spelling of 127.0.0.1'],
  ['http://%31%32%37.0.0.1:1/', 'another spelling of 127.0.0.1'],
  ['http://１２７.0.0.1:1/', 'another spelling of 127.0.0.1'],
  ['http:\\\\127.0.0.1:1/', 'another spelling of 127.0.0.1'],
  ['http:127.0.0.1:1/', 'another spelling of 127.0.0.1'],
  ['http://[0:0:0:0:0:0:0:1]:1/', 'another spelling of [::1]'],
  ['http://2852039166/latest/meta-data', 'the host 169.254.169.254 is not among allowedCallbacks'],
  ['http://[::]:1/', 'not among allowedCallbacks'],
  ['http://0.0.0.0:1/', 'not among allowedCallbacks'],
  ['http://[::ffff:7f00:1]:1/', 'not among allowedCallbacks'],
  ['http://[::ffff:127.0.0.1]:1/', 'not among allowedCallbacks'],
  ['http://localhost.:1/', 'not among allowedCallbacks'],
  ['http://127.0.0.1.example.com/', 'not among allowedCallbacks'],
  ['http://127.0.0.1:1/a\r\nX-Evil: 1', 'a line break'],
  ['http://127.0.0.1:1/a%0d%0aX-Evil:%201', 'a line break'],
  ['http://127.0.0.1:1/a\tb', 'a line break'],
  ['http://127.0.0.1:1/__admin/reset', 'the control plane'],
  ['http://[::1]:1/%5F%5fADMIN/reset', 'the control plane'],
  ['http://localhost:1/a/..//__admin', 'the control plane'],
  ['unix:/var/run/docker.sock', 'only http and https'],
  ['http+unix://%2Fvar%2Frun%2Fdocker.sock/info', 'only http and https'],
  ['http://unix:/var/run/docker.sock:/info', 'not among allowedCallbacks'],
  ['http://user:secret@127.0.0.1:1/', 'a credential'],
  ['/hooks', 'not an absolute URL'],
])('nothing is sent to %j', async (url, problem) => {
  const result = await post(url, { lookup: leadsTo('127.0.0.1') });
  expect(result.kind).toBe('refused');
  expect(problemOf(result)).toContain(problem);
});

test.each([
  ['localhost', LOCAL, '10.0.0.5', 'leads to 10.0.0.5, which is not this machine'],
  ['localhost', LOCAL, '0.0.0.0', 'not the address of a server'],
  ['localhost', LOCAL, '::ffff:127.0.0.1', 'not this machine'],
  ['hooks.example.com', allow('hooks.example.com'), '10.0.0.5', 'the private address 10.0.0.5; add 10.0.0.5'],
  ['hooks.example.com', allow('hooks.example.com'), '127.0.0.1', 'the private address 127.0.0.1'],
  ['hooks.example.com', allow('hooks.example.com'), '169.254.169.254', 'the private address'],
  ['hooks.example.com', allow('hooks.example.com'), '::ffff:10.0.0.5', 'the private address'],
  ['hooks.example.com', allow('hooks.example.com'), '64:ff9b::a00:5', 'the private address'],
  ['hooks.example.com', allow('hooks.example.com'), 'fd00::1', 'the private address'],
  ['app', allow('app'), '::', 'not the address of a server'],
])(
  'nothing is sent to %s where it leads to another address than its name says',
  async (host, targets, ip, problem) => {
    const result = await post(`http://${host}:1/hooks`, { targets, lookup: leadsTo(ip) });
    expect(result.kind).toBe('refused');
    expect(problemOf(result)).toContain(problem);
  },
);

test('one bad address among several of a name is enough to send nothing', async () => {
  const targets = allow('hooks.example.com');
  const result = await post('http://hooks.example.com:1/', {
    targets,
    lookup: leadsTo('93.184.215.14', '10.0.0.5'),
  });
  expect(problemOf(result)).toContain('the private address 10.0.0.5');
});

test('a name is resolved once, so that what was checked is what is called', async () => {
  await using hooks = await receiver((_incoming, reply) => void reply.end('the first'));
  let times = 0;
  const lookup: Lookup = async () => {
    times += 1;
    return [address(times === 1 ? '127.0.0.1' : '10.0.0.5')];
  };
  const url = `http://localhost:${hooks.port}/`;
  expect(await post(url, { lookup })).toMatchObject({ kind: 'answered', body: 'the first' });
  expect(times).toBe(1);
  expect(problemOf(await post(url, { lookup }))).toContain('leads to 10.0.0.5');
});

test('a name of the local network is called where the configuration lists it', async () => {
  await using hooks = await receiver((_incoming, reply) => void reply.end());
  for (const name of ['app', 'host.docker.internal'])
    expect(
      await post(`http://${name}:${hooks.port}/`, { targets: allow(name), lookup: leadsTo('127.0.0.1') }),
    ).toMatchObject({ kind: 'answered', status: 200 });
});

test('a public name may lead to a private address that the configuration lists too', async () => {
  await using hooks = await receiver((_incoming, reply) => void reply.end());
  const targets = allow('hooks.example.com', '127.0.0.1');
  const lookup = leadsTo('127.0.0.1');
  expect(await post(`http://hooks.example.com:${hooks.port}/`, { targets, lookup })).toMatchObject({
    status: 200,
  });
});

test('an emulator that others can reach calls loopback only where the configuration lists it', async () => {
  const result = await post('http://127.0.0.1:1/', { targets: { allowed: [], alone: false } });
  expect(problemOf(result)).toContain('not among allowedCallbacks');
});

test('a redirect to a private address is a failed delivery and is not followed', async () => {
  let calls = 0;
  await using hooks = await receiver((_incoming, reply) => {
    calls += 1;
    reply.writeHead(302, { location: 'http://10.0.0.5/' }).end();
  });
  const result = await post(hooks.url);
  expect(result).toMatchObject({ kind: 'answered', status: 302 });
  expect(isTaken(result)).toBe(false);
  expect(calls).toBe(1);
});

test('a receiver that does not answer in time has not taken the delivery', async () => {
  await using hooks = await receiver(() => {});
  expect(await post(hooks.url, { deadline: 50 })).toEqual({
    kind: 'failed',
    reason: 'deadline',
    problem: 'no complete reply within 50 ms',
  });
});

test('the deadline holds for the end of the reply and for the resolution of the name too', async () => {
  await using hooks = await receiver((_incoming, reply) => void reply.write('a beginning'));
  expect(await post(hooks.url, { deadline: 50 })).toMatchObject({ reason: 'deadline' });
  const never: Lookup = () => new Promise(() => {});
  expect(await post('http://localhost:1/', { deadline: 50, lookup: never })).toMatchObject({
    reason: 'deadline',
  });
});

test('64 kB of a reply are read, and no more', async () => {
  await using hooks = await receiver((_incoming, reply) => {
    const more = (): void => {
      while (!reply.destroyed && reply.write('x'.repeat(10_000)));
      reply.once('drain', more);
    };
    more();
  });
  const result = await post(hooks.url);
  expect(result).toMatchObject({
    kind: 'answered',
    status: 200,
    truncated: true,
    body: 'x'.repeat(REPLY_LIMIT),
  });
});

test('a connection that fails is reported', async () => {
  const gone = await receiver(() => {});
  await gone[Symbol.asyncDispose]();
  const result = await post(gone.url);
  expect(result).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  expect(problemOf(result)).toContain('ECONNREFUSED');
  await using rude = await receiver((incoming) => void incoming.socket.destroy());
  expect(await post(rude.url)).toMatchObject({ kind: 'failed', reason: 'connection' });
});

test('a reply that comes before the body was sent is marked as early', async () => {
  await using hasty = await receiver((_incoming, reply) => void reply.end());
  expect(await post(hasty.url, { pause: 5_000 })).toMatchObject({
    kind: 'answered',
    status: 200,
    early: true,
  });
  await using patient = await receiver(async (incoming, reply) => {
    reply.end(await text(incoming));
  });
  const result = await post(patient.url, { pause: 20 });
  expect(result).toMatchObject({ kind: 'answered', early: false, body: '{"name":"Zoë"}' });
});

test('a delivery can be given up from outside', async () => {
  const ending = new AbortController();
  await using hooks = await receiver(() => ending.abort(new Error('the emulator stops')));
  expect(await post(hooks.url, { signal: ending.signal })).toMatchObject({
    kind: 'failed',
    reason: 'connection',
  });
});
