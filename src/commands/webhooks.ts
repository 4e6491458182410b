/** `vendouble trigger` and `vendouble webhooks list|replay|flush`: webhooks of a running emulator. */
import { readFileSync } from 'node:fs';
import { escapeTerminal } from '../explain/escape-terminal.ts';
import type { Delivery } from '../worlds/deliveries.ts';
import { CommandError } from './command-error.ts';
import { callControlPlane, controlPlaneUrl } from './control-plane-client.ts';
import { table } from './table.ts';

export interface WebhookFlags {
  readonly url: string;
  readonly world?: string;
  readonly token?: string;
}

export interface TriggerFlags extends WebhookFlags {
  readonly data?: string;
  readonly to?: string;
  readonly secret?: string;
  readonly signer?: string;
}

export interface ListFlags extends WebhookFlags {
  readonly format: 'text' | 'json';
}

const hasDeliveries = (answer: object): answer is { readonly deliveries: readonly Delivery[] } =>
  'deliveries' in answer && Array.isArray(answer.deliveries);

const isDelivery = (answer: object): answer is Delivery => 'attempts' in answer && 'topic' in answer;

function addressOf(path: string, { url, world }: WebhookFlags): URL {
  const address = controlPlaneUrl(url, `/__admin/webhooks${path}`);
  if (world !== undefined) address.searchParams.set('world', world);
  return address;
}

/** What became of a delivery; of one that waits, why the last attempt failed. */
function outcomeOf({ state, problem, attempts }: Delivery): string {
  const why = problem ?? (state === 'waiting' ? attempts.at(-1)?.problem : null) ?? null;
  return why === null ? state : `${state}: ${why}`;
}

const lineOf = (delivery: Delivery) => {
  const { id, vendor, topic, url, target, attempts } = delivery;
  const status = `${attempts.at(-1)?.status ?? '-'}`;
  return [id, vendor, topic, url ?? target, outcomeOf(delivery), status].map(escapeTerminal);
};

/** Whether an attempt was made and failed, or the message was lost. */
const isUndelivered = ({ state, attempts }: Delivery): boolean =>
  state === 'failed' || state === 'dropped' || (state === 'waiting' && attempts.length > 0);

const HEADINGS = ['delivery', 'vendor', 'topic', 'receiver', 'state', 'status'];

const print = (deliveries: readonly Delivery[]): void =>
  void process.stdout.write(`${table(HEADINGS, deliveries.map(lineOf))}\n`);

/** Prints what became of deliveries. Exits 1 when a delivery failed, or when the emulator says why it made none. */
function finish(answer: readonly Delivery[] | string): void {
  if (typeof answer === 'string') process.stderr.write(`vendouble: ${answer}\n`);
  else print(answer);
  if (typeof answer === 'string' || answer.some(isUndelivered)) process.exitCode = 1;
}

function itemIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandError(`--data ${file} cannot be read as JSON: ${(cause as Error).message}`);
  }
}

/** Delivers a webhook that no call caused. @throws {CommandError} when the emulator cannot be reached */
export async function triggerCommand(vendor: string, topic: string, flags: TriggerFlags): Promise<void> {
  const { data, to, secret, signer, token } = flags;
  const body = {
    vendor,
    topic,
    ...(data === undefined ? {} : { item: itemIn(data) }),
    ...(to === undefined ? {} : { to }),
    ...(secret === undefined ? {} : { secret }),
    ...(signer === undefined ? {} : { signer }),
  };
  const answer = await callControlPlane(addressOf('/trigger', flags), token, hasDeliveries, body);
  finish(typeof answer === 'string' ? answer : answer.deliveries);
}

export async function listWebhooks(flags: ListFlags): Promise<void> {
  const answer = await callControlPlane(addressOf('', flags), flags.token, hasDeliveries);
  if (typeof answer === 'string') return finish(answer);
  if (flags.format === 'json') process.stdout.write(`${JSON.stringify(answer.deliveries, undefined, 2)}\n`);
  else print(answer.deliveries);
}

/** The world in the name of a delivery: `w1` of `w1-d7`. */
const worldOf = (delivery: string): string | undefined => /^(.+)-d\d+$/.exec(delivery)?.[1];

export async function replayWebhook(delivery: string, flags: WebhookFlags): Promise<void> {
  const world = flags.world ?? worldOf(delivery);
  const address = addressOf('/replay', { ...flags, ...(world === undefined ? {} : { world }) });
  const answer = await callControlPlane(address, flags.token, isDelivery, { delivery });
  finish(typeof answer === 'string' ? answer : [answer]);
}

export async function flushWebhooks(flags: WebhookFlags): Promise<void> {
  const answer = await callControlPlane(addressOf('/flush', flags), flags.token, hasDeliveries, {});
  finish(typeof answer === 'string' ? answer : answer.deliveries);
}
