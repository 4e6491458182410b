/** `vendouble webhooks` */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CHECK_FORMATS } from '../webhooks/check/format-report.ts';
import { SIGNER_FORMS } from '../webhooks/signer.ts';
import { addClientOptions, allowRefs, collect } from './options.ts';

function milliseconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a number of milliseconds.');
  return Number(text);
}

/** Its code is loaded when it runs, because `start` does not need it. */
function addCheck(webhooks: Command): void {
  webhooks
    .command('check')
    .description('send valid and invalid webhooks to your receiver, and report what it handles wrongly')
    .requiredOption('--to <url>', 'URL of your receiver, such as http://localhost:3000/hooks')
    .option('--vendor <name>', 'vendor that sends the webhooks, such as intercom')
    .addOption(
      new Option('--spec <file>', 'OpenAPI document with webhooks: path or http(s) URL').conflicts('vendor'),
    )
    .addOption(allowRefs())
    .option('--overlay <file>', 'OpenAPI Overlay for --spec; may be repeated', collect)
    .option('--topic <name>', 'webhook to send (default: one for a new record)')
    .addOption(
      new Option('--secret <secret>', 'signing secret; repeat it while secrets rotate')
        .env('VENDOUBLE_WEBHOOK_SECRET')
        .argParser(collect),
    )
    .option('--signer <signer>', `signature scheme (default: that of the vendor): ${SIGNER_FORMS}`)
    .option('--header <header>', 'Name: value, sent with every delivery; may be repeated', collect)
    .addOption(
      new Option(
        '--observe <url>',
        'URL that shows what deliveries changed; needed for duplicate and reordered',
      ).conflicts('effects'),
    )
    .option('--effects <command>', 'command that prints it instead, such as a database query')
    .addOption(
      new Option('--settle <ms>', 'time that a delivery may take to have its effect')
        .argParser(milliseconds)
        .default(500),
    )
    .addOption(
      new Option('--timeout <ms>', 'time that your receiver may take to reply')
        .argParser(milliseconds)
        .default(5000),
    )
    .addOption(new Option('--format <format>', 'format of the report').choices(CHECK_FORMATS).default('text'))
    .action(async (flags) => (await import('../commands/webhooks-check.ts')).checkWebhooks(flags));
}

const world = (): Option => new Option('--world <id>', 'world of the emulator (default: the default world)');

function addDeliveries(webhooks: Command): void {
  addClientOptions(webhooks.command('list'))
    .description('list what a running emulator delivered, or still will')
    .addOption(world())
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (flags) => (await import('../commands/webhooks.ts')).listWebhooks(flags));
  addClientOptions(webhooks.command('replay'))
    .description('deliver a webhook again, as the same message')
    .argument('<delivery>', 'its name in the list')
    .addOption(world())
    .action(async (name, flags) => (await import('../commands/webhooks.ts')).replayWebhook(name, flags));
  addClientOptions(webhooks.command('flush'))
    .description('make the next attempt of everything that waits')
    .addOption(world())
    .action(async (flags) => (await import('../commands/webhooks.ts')).flushWebhooks(flags));
}

function addTrigger(cli: Command): void {
  addClientOptions(cli.command('trigger'))
    .description('let a running emulator send a webhook that no call caused')
    .argument('<vendor>', 'vendor or document')
    .argument('<topic>', 'such as user.created')
    .option('--data <file>', 'JSON file with what the event is about (default: made from the contract)')
    .option('--to <url>', 'the one receiver (default: all that want the topic)')
    .option('--secret <secret>', 'what it is signed with, with --to')
    .option('--signer <signer>', `how it is signed, with --to: ${SIGNER_FORMS}`)
    .addOption(world())
    .action(async (vendor, topic, flags) =>
      (await import('../commands/webhooks.ts')).triggerCommand(vendor, topic, flags),
    );
}

export function addWebhooks(cli: Command): void {
  addTrigger(cli);
  const webhooks = cli.command('webhooks').description('webhooks: what was sent, and tests of your receiver');
  addCheck(webhooks);
  addDeliveries(webhooks);
}
