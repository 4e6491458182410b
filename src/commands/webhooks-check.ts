/** `vendouble webhooks check`: delivers right and wrong webhooks to a consumer, and reports how it copes with them. */
import { type Webhook, webhooksOf } from '../contract/webhooks.ts';
import { systemClock } from '../core/clock.ts';
import { createIds, createToken } from '../core/ids.ts';
import { nearestWord } from '../core/spelling.ts';
import type { Json } from '../core/store.ts';
import { CheckError } from '../webhooks/check/check-error.ts';
import { checkReceiver } from '../webhooks/check/check-receiver.ts';
import { type CheckFormat, formatCheckReport } from '../webhooks/check/format-report.ts';
import { type Observe, observeCommand, observeUrl } from '../webhooks/check/observe.ts';
import { type DeliveryTemplate, type JsonObject, templateOf } from '../webhooks/check/template.ts';
import { parseSigner, SIGNER_FORMS, type Signer, whyUnusable } from '../webhooks/signer.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface WebhooksCheckFlags {
  readonly to: string;
  readonly vendor?: string;
  readonly spec?: string;
  readonly allowRefs?: string;
  readonly overlay?: readonly string[];
  readonly topic?: string;
  readonly secret?: readonly string[];
  readonly signer?: string;
  readonly header?: readonly string[];
  readonly observe?: string;
  readonly effects?: string;
  readonly settle: number;
  readonly timeout: number;
  readonly format: CheckFormat;
}

/** Milliseconds between the halves of a slow body. */
const PAUSE = 1_000;

function webhookNamed(webhooks: readonly Webhook[], topic: string | undefined, of: string): Webhook {
  const [first] = webhooks;
  if (first === undefined)
    throw new CommandError(`${of} describes no webhooks; name a document that has them under webhooks`);
  if (topic === undefined) return webhooks.find(({ name }) => /creat|new|add/i.test(name)) ?? first;
  const found = webhooks.find(({ name }) => name === topic);
  if (found !== undefined) return found;
  const names = webhooks.map(({ name }) => name);
  const meant = nearestWord(topic, names);
  throw new CommandError(
    `${of} has no webhook ${topic}; ${meant === undefined ? `it has ${names.join(', ')}` : `did you mean ${meant}?`}`,
  );
}

function signerFor({ signer }: WebhooksCheckFlags, webhook: Webhook, usual: string | undefined): Signer {
  const name = signer ?? webhook.signer ?? usual ?? 'none';
  const parsed = parseSigner(name);
  if (parsed !== undefined) return parsed;
  const where = signer === undefined ? `the signer of the webhook ${webhook.name}` : '--signer';
  throw new CommandError(`${where} is ${JSON.stringify(name)}; write ${SIGNER_FORMS}`);
}

/** The secrets, if the signer can use them. */
function secretsFor({ secret = [] }: WebhooksCheckFlags, signer: Signer): readonly string[] {
  if (secret.length === 0 && signer.kind !== 'none')
    throw new CommandError(
      'name the secret that your receiver verifies with: --secret, or VENDOUBLE_WEBHOOK_SECRET; --signer none sends unsigned deliveries',
    );
  if (secret.length > 0 && signer.kind === 'none')
    throw new CommandError('there is a secret and no way to sign with it; name --signer too');
  const problem = whyUnusable(signer, secret);
  if (problem !== undefined) throw new CommandError(`--secret cannot be used: ${problem}`);
  return secret;
}

function observerOf({ observe, effects }: WebhooksCheckFlags): Observe | undefined {
  if (observe !== undefined) return observeUrl(addressOf('--observe', observe));
  return effects === undefined ? undefined : observeCommand(effects);
}

function addressOf(flag: string, text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new CommandError(`${flag} ${text} is not an http(s) address; write http://localhost:3000/hooks`);
  return text;
}

/** `Name: value` of each `--header`. */
const headersOf = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Za-z0-9-]+):[ \t]*([\x20-\x7e]*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw new CommandError(`--header ${line} is not a header; write Name: value`);
      return [name.toLowerCase(), value];
    }),
  );

/**
 * Exits 1 with a finding, and 2 when the check cannot run.
 *
 * @throws {CommandError} for flags that cannot be used, and a receiver that cannot be reached
 */
export async function checkWebhooks(flags: WebhooksCheckFlags): Promise<void> {
  const of = flags.vendor ?? flags.spec;
  if (of === undefined)
    throw new CommandError(
      'name whose webhooks your receiver takes: --vendor intercom, or --spec with an OpenAPI document',
    );
  const to = addressOf('--to', flags.to);
  const service = await openRecordedVendor(of, flags);
  const contract = [...service.versions.values()].at(-1)?.contract;
  if (contract === undefined) throw new CommandError(`${of} has no contract`);
  const webhooks = webhooksOf(contract);
  const topics = webhooks.map(({ name }) => name);
  const webhook = webhookNamed(webhooks, flags.topic, of);
  const changing = flags.topic === undefined && webhooks.find(({ name }) => /updat|chang/i.test(name));
  const signer = signerFor(flags, webhook, service.vendor.webhooks?.signer);
  const templateFor = (one: Webhook): DeliveryTemplate => {
    const template = templateOf(one, topics, contract);
    if (typeof template === 'string') throw new CommandError(template);
    const { attempt } = service.vendor.webhooks ?? {};
    if (attempt === undefined) return template;
    return {
      ...template,
      attempt: (body, number, firstSentAt) => attempt(body as Json, { number, firstSentAt }) as JsonObject,
    };
  };
  let count = 0;
  try {
    const report = await checkReceiver({
      receiver: {
        to,
        signer,
        secrets: secretsFor(flags, signer),
        headers: headersOf(flags.header ?? []),
        deadline: flags.timeout,
        pause: PAUSE,
        clock: systemClock,
        // The identifiers of each run are new: the receiver may remember those of earlier ones.
        ids: createIds(createToken(), () => ++count),
      },
      created: templateFor(webhook),
      updated: templateFor(changing || webhook),
      observe: observerOf(flags),
      settle: flags.settle,
    });
    process.stdout.write(formatCheckReport(report, flags.format));
    if (report.results.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
  } catch (cause) {
    throw cause instanceof CheckError ? new CommandError(cause.message) : cause;
  }
}
