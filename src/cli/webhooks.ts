/** `vendouble webhooks` */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CHECK_FORMATS } from '../webhooks/check/format-report.ts';
import { SIGNER_FORMS } from '../webhooks/signer.ts';
import { allowRefs, collect } from './options.ts';

function milliseconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a number of milliseconds.');
  return Number(text);
}

/** Its code is loaded when it runs, because `start` does not need it. */
function addCheck(webhooks: Command): void {
  webhooks
    .command('check')
    .description('deliver right and wrong webhooks to your receiver, and report what it does not cope with')
    .requiredOption('--to <url>', 'your receiver, such as http://localhost:3000/hooks')
    .option('--vendor <name>', 'vendor whose webhooks it takes, such as intercom')
    .addOption(
      new Option(
        '--spec <file>',
        'OpenAPI document that describes them under webhooks: its path or address',
      ).conflicts('vendor'),
    )
    .addOption(allowRefs())
    .option('--overlay <file>', 'OpenAPI Overlay for --spec; may be repeated', collect)
    .option('--topic <name>', 'which webhook to send (default: one about something new)')
    .addOption(
      new Option('--secret <secret>', 'what deliveries are signed with; a second one while secrets change')
        .env('VENDOUBLE_WEBHOOK_SECRET')
        .argParser(collect),
    )
    .option('--signer <signer>', `how deliveries are signed (default: the vendor’s way): ${SIGNER_FORMS}`)
    .option('--header <header>', 'Name: value, sent with every delivery; may be repeated', collect)
    .addOption(
      new Option(
        '--observe <url>',
        'page of your program that shows what deliveries have changed; needed for duplicate and reordered',
      ).conflicts('effects'),
    )
    .option('--effects <command>', 'command that prints the same, such as a query of your database')
    .addOption(
      new Option('--settle <ms>', 'how long the effects of a delivery may take')
        .argParser(milliseconds)
        .default(500),
    )
    .addOption(
      new Option('--timeout <ms>', 'how long your receiver may take for an answer')
        .argParser(milliseconds)
        .default(5000),
    )
    .addOption(new Option('--format <format>', 'how to report').choices(CHECK_FORMATS).default('text'))
    .action(async (flags) => (await import('../commands/webhooks-check.ts')).checkWebhooks(flags));
}

export function addWebhooks(cli: Command): void {
  const webhooks = cli.command('webhooks').description('what vendors send to you');
  addCheck(webhooks);
}
