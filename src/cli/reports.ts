/** Commands that report: explain, vendors, coverage and fidelity. */
import { type Command, Option } from 'commander';
import { coverage, DEFAULT_COVERAGE } from '../commands/coverage.ts';
import { explainCommand } from '../commands/explain.ts';
import { fidelity } from '../commands/fidelity.ts';
import { health } from '../commands/health.ts';
import { listVendors } from '../commands/vendors.ts';
import { addClientOptions, collect, percent } from './options.ts';

export function addReports(cli: Command): void {
  addClientOptions(cli.command('explain'))
    .description('explain why a running emulator refused a call')
    .argument(
      '[exchange]',
      'id from the x-vendouble-exchange header, or last for the last refused call',
      'last',
    )
    .option('--world <id>', 'world of the call (default: the one in the id)')
    .action(explainCommand);
  cli
    .command('health')
    .description('exit 0 when a running emulator is ready, 1 when it is not')
    .addOption(
      new Option(
        '--url <url>',
        'URL of the emulator (default: this machine, port VENDOUBLE_PORT or 4010)',
      ).env('VENDOUBLE_URL'),
    )
    .action(health);
  cli
    .command('vendors')
    .description('list the operations of vendors and documents, how each is answered, and its source')
    .addOption(
      new Option('--format <format>', 'format of the output').choices(['text', 'json']).default('text'),
    )
    .option('-c, --config <file>', 'configuration file (default: vendouble.config.yaml or .json here)')
    .action(listVendors);
  cli
    .command('coverage')
    .description('print a contract coverage report')
    .argument('[folder]', 'folder that --coverage wrote', DEFAULT_COVERAGE)
    .addOption(
      new Option('--format <format>', 'format of the output')
        .choices(['text', 'json', 'html', 'junit', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--min <percent>', 'exit 1 if less than this of all operations is covered').argParser(
        percent,
      ),
    )
    .addOption(
      new Option(
        '--min-called <percent>',
        'exit 1 if less than this of the called operations is covered',
      ).argParser(percent),
    )
    .action(coverage);
  cli
    .command('fidelity')
    .description('list operations, replies and errors with their sources')
    .argument('[vendor]', 'name of a vendor, or with --from a document (default: all)')
    .addOption(
      new Option('--format <format>', 'format of the output').choices(['text', 'json']).default('text'),
    )
    .option('--from <recording>', 'print what a recording confirms, as an overlay for you to review')
    .option('--overlay <file>', 'with --from: OpenAPI Overlay for the document', collect)
    .option('--base-path <path>', 'with --from: path of the address that the vendor was called at')
    .action(async (vendor, flags) =>
      flags.from === undefined
        ? fidelity(vendor, flags)
        : (await import('../commands/confirm-evidence.ts')).confirmEvidence(vendor, flags),
    );
}
