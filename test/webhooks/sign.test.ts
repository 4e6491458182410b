/** Signatures, verified by `node:crypto` and by the library of Standard Webhooks. */
import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { sign } from '../../src/webhooks/sign.ts';
import {
  coversBody,
  formatSigner,
  hasTimestamp,
  parseSigner,
  SIGNER_FORMS,
  SIGNER_PATTERN,
  type Signer,
  whyUnusable,
} from '../../src/webhooks/signer.ts';

const body = '{"topic":"user.created","name":"Zoë \\u00e9"}';
const at = new Date('2026-03-01T12:00:00.900Z');
const message = { id: 'notif_1', at, body };
const seconds = String(Date.parse('2026-03-01T12:00:00Z') / 1000);
const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

const signer = (text: string): Signer => {
  const parsed = parseSigner(text);
  if (parsed === undefined) throw new Error(`${text} is no signer`);
  return parsed;
};

test.each(['sha1', 'sha256'] as const)('hub-%s is the HMAC of the body in hexadecimal', (algorithm) => {
  const expected = createHmac(algorithm, 'key').update(Buffer.from(body)).digest('hex');
  const header = algorithm === 'sha1' ? 'X-Hub-Signature' : 'X-Hub-Signature-256';
  expect(sign(signer(`hub-${algorithm}`), ['key'], message)).toEqual({
    [header]: `${algorithm}=${expected}`,
  });
});

test('the header of a hub signature can be named', () => {
  expect(Object.keys(sign(signer('hub-sha256:X-Signature'), ['key'], message))).toEqual(['X-Signature']);
});

test('the library of Standard Webhooks accepts our signature and refuses another body', () => {
  const secret = newSecret();
  const headers = sign(signer('standard-webhooks'), [secret], { ...message, at: new Date() });
  expect(headers).toMatchObject({ 'webhook-id': 'notif_1' });
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
});

test('the library of Standard Webhooks refuses a stale timestamp', () => {
  const secret = newSecret();
  const headers = sign(signer('standard-webhooks'), [secret], message);
  expect(headers['webhook-timestamp']).toBe(seconds);
  expect(() => new Webhook(secret).verify(body, headers)).toThrow(/too (old|new)/);
});

test('during a rotation of Standard Webhooks both the new and the old secret verify', () => {
  const secrets = [newSecret(), newSecret()];
  const headers = sign(signer('standard-webhooks'), secrets, { ...message, at: new Date() });
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test('a timestamped signature covers the time and the body, and carries one signature for each secret', () => {
  const v1 = (secret: string): string =>
    `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
  expect(sign(signer('timestamped:Stripe-Signature'), ['new', 'old'], message)).toEqual({
    'Stripe-Signature': `t=${seconds},${v1('new')},${v1('old')}`,
  });
});

test('a plain header carries the secret, Basic the user and password, none nothing', () => {
  expect(sign(signer('header:X-Token'), ['s3cret'], message)).toEqual({ 'X-Token': 's3cret' });
  const { Authorization } = sign(signer('basic'), ['me:pä:ss'], message);
  expect(Buffer.from(Authorization?.slice('Basic '.length) ?? '', 'base64').toString()).toBe('me:pä:ss');
  expect(sign(signer('none'), [], message)).toEqual({});
});

test('without a secret a delivery is unsigned', () => {
  for (const text of ['hub-sha1', 'timestamped:X-T', 'header:X-Token', 'basic'])
    expect(sign(signer(text), [], message)).toEqual({});
  expect(sign(signer('standard-webhooks'), [], message)).toEqual({
    'webhook-id': 'notif_1',
    'webhook-timestamp': seconds,
  });
});

test.each([
  'none',
  'hub-sha1',
  'hub-sha256',
  'hub-sha256:X-Signature',
  'standard-webhooks',
  'timestamped:Stripe-Signature',
  'header:X-Token',
  'basic',
])('the signer %s is written as it was read', (text) => {
  expect(formatSigner(signer(text))).toBe(text);
});

test.each([
  'hub-md5',
  'timestamped',
  'timestamped:',
  'header',
  'header:Content-Length',
  'header:X-A\r\nX-B',
  'header:X A',
  'basic:X',
  'Basic',
  '',
  undefined,
  { kind: 'basic' },
])('%j is not a signer', (text) => {
  expect(parseSigner(text)).toBeUndefined();
});

test.each([
  ['hub-sha1', ['new', 'old'], 'hub-sha1 carries one signature; give one secret instead of 2'],
  ['basic', ['secret'], 'a secret of basic is user:password'],
  ['header:X-Token', ['a\r\nX-Evil: 1'], 'the secret has characters that no header can carry'],
  ['standard-webhooks', ['secret'], 'a secret of standard-webhooks is whsec_ and 24 to 64 bytes in base64'],
  [
    'standard-webhooks',
    ['whsec_c2hvcnQ='],
    'a secret of standard-webhooks is whsec_ and 24 to 64 bytes in base64',
  ],
  ['none', ['secret'], 'the signer none takes no secret'],
  ['hub-sha256', [''], 'the secret is empty'],
] as const)('%s cannot use the secrets %j', (text, secrets, problem) => {
  expect(whyUnusable(signer(text), secrets)).toBe(problem);
});

test.each([
  ['hub-sha1', ['key']],
  ['hub-sha256', []],
  ['standard-webhooks', [newSecret(), newSecret()]],
  ['timestamped:X-T', ['new', 'old']],
  ['basic', ['user:']],
] as const)('%s can use its secrets', (text, secrets) => {
  expect(whyUnusable(signer(text), secrets)).toBeUndefined();
});

test('the pattern for schemas takes every signer that messages list', () => {
  const forms = SIGNER_FORMS.replaceAll('<header>', 'X-Name').split(/, | or /);
  expect(forms.filter((form) => !new RegExp(SIGNER_PATTERN).test(form))).toEqual([]);
  expect(forms.map((form) => formatSigner(signer(form)))).toEqual(forms);
});

test.each([
  ['hub-sha1', true, false],
  ['standard-webhooks', true, true],
  ['timestamped:X-T', true, true],
  ['header:X-Token', false, false],
  ['basic', false, false],
  ['none', false, false],
] as const)('%s covers the body: %s, and a timestamp: %s', (text, body, timestamp) => {
  expect([coversBody(signer(text)), hasTimestamp(signer(text))]).toEqual([body, timestamp]);
});
