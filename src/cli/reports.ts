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
    .description('say why a running emulator answered a call as it did')
    .argument('[exchange]', 'name in the header x-vendouble-exchange, or the last refused call', 'last')
    .option('--world <id>', 'world whose call it is (default: the one in the name of the exchange)')
    .action(explainCommand);
  cli
    .command('health')
    .description('exit 0 when a running emulator is ready, 1 when it is not')
    .addOption(
      new Option(
        '--url <url>',
        'where the emulator is (default: this machine, at VENDOUBLE_PORT or 4010)',
      ).env('VENDOUBLE_URL'),
    )
    .action(health);
  cli
    .command('vendors')
    .description('list operations of vendors and of your documents, how each is answered, and its source')
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'configuration file (default: vendouble.config.yaml or .json here)')
    .action(listVendors);
  cli
    .command('coverage')
    .description('report what the runs that left their coverage in a folder exercised of the contracts')
    .argument('[folder]', 'where exec, start or a test runner left it', DEFAULT_COVERAGE)
    .addOption(
      new Option('--format <format>', 'how it is written')
        .choices(['text', 'json', 'html', 'junit', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--min <percent>', 'exit 1 where less of all operations is covered').argParser(percent),
    )
    .addOption(
      new Option(
        '--min-called <percent>',
        'exit 1 where less of the operations that were called is covered',
      ).argParser(percent),
    )
    .action(coverage);
  cli
    .command('fidelity')
    .description('list operations, replies and errors, and how each is known')
    .argument('[vendor]', 'name of a vendor, or with --from a document; all when none is named')
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
    .option('--from <recording>', 'print what a recording confirms, as an overlay for you to review')
    .option('--overlay <file>', 'with --from: OpenAPI Overlay for the document', collect)
    .option('--base-path <path>', 'with --from: path of the address that the vendor was called at')
    .action(async (vendor, flags) =>
      flags.from === undefined
        ? fidelity(vendor, flags)
        : (await import('../commands/confirm-evidence.ts')).confirmEvidence(vendor, flags),
    );
}
