/** `vendouble pact` */
import { type Command, Option } from 'commander';
import { FORMATS } from '../pact/findings.ts';
import { addClientOptions, addServeOptions, collect } from './options.ts';

/** Their code is loaded when they run, because `start` does not need it. */
export function addPact(cli: Command): void {
  const pact = cli.command('pact').description('contract tests with Pact');
  pact
    .command('check')
    .description('hold pacts to the contract of their vendor, both sides of every interaction, offline')
    .argument('<pact...>', 'paths of pact files')
    .option('--vendor <name>', 'the vendor that is the provider (default: the one of the provider’s name)')
    .addOption(new Option('--format <format>', 'how to report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'your own scenarios, which provider states may name')
    .action(async (files, flags) => (await import('../commands/pact-check.ts')).checkPacts(files, flags));
  addServeOptions(pact.command('verify'))
    .description('run Pact’s verifier against an emulator that answers every provider state')
    .argument('[pact...]', 'paths of pact files')
    .option('--vendor <name>', 'the vendor that is the provider (default: the one of the provider’s name)')
    .option('--header <header>', 'Name: value, sent with every call; may be repeated', collect)
    .addOption(
      new Option('--broker-url <url>', 'where pacts come from when no files are named').env(
        'PACT_BROKER_BASE_URL',
      ),
    )
    .addOption(new Option('--broker-token <token>', 'what the broker asks for').env('PACT_BROKER_TOKEN'))
    .option('--provider <name>', 'name of the provider in the broker (default: that of the vendor)')
    .option('--selectors <json>', 'which pacts of the broker, such as [{"mainBranch":true}]')
    .option('--provider-version <version>', 'publish the results under this version, in CI only')
    .option('--provider-branch <branch>', 'branch of that version')
    .action(async (files, flags) => (await import('../commands/pact-verify.ts')).verifyCommand(files, flags));
  addClientOptions(pact.command('export'))
    .description('write the tagged calls of a running emulator to pact files, beside what is in them')
    .requiredOption('--consumer <name>', 'whose pacts they are')
    .option('--out <folder>', 'where the files are', 'pacts')
    .action(async (flags) => (await import('../commands/pact-export.ts')).exportPacts(flags));
}
