/** `vendouble pact` */
import { type Command, Option } from 'commander';
import { FORMATS } from '../pact/findings.ts';
import { addClientOptions, addServeOptions, allowRefs, collect } from './options.ts';

const config = (): Option =>
  new Option('-c, --config <file>', 'configuration file (default: vendouble.config.yaml or .json here)').env(
    'VENDOUBLE_CONFIG',
  );

/** Adds the options that say which vendor or document is the provider. */
const addProviderOptions = (command: Command): Command =>
  command
    .option(
      '--vendor <name>',
      'the vendor that is the provider, or a name of documents: in the configuration, or the path of a vendor of your own (default: the one with the name of the pact’s provider)',
    )
    .option('--spec <file>', 'the OpenAPI document that describes the provider: its path or address')
    .option('--overlay <file>', 'OpenAPI Overlay with corrections of what is inferred from --spec', collect)
    .addOption(allowRefs())
    .option('--base-path <path>', 'put before every path of the pacts, if they leave out the base path');

/** Their code is loaded when they run, because `start` does not need it. */
export function addPact(cli: Command): void {
  const pact = cli.command('pact').description('contract tests with Pact');
  addProviderOptions(pact.command('check'))
    .description('check both sides of every interaction of pact files against the contract, without a server')
    .argument('<pact...>', 'paths of pact files')
    .option(
      '--against <file>',
      'the document before a change, or its address: report only what breaks by the change to --spec',
    )
    .option('--provider <name=vendor>', 'which vendor or document a provider is; may be repeated', collect)
    .addOption(new Option('--format <format>', 'how to report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'your own scenarios, which provider states may name')
    .addOption(config())
    .action(async (files, flags) => (await import('../commands/pact-check.ts')).checkPacts(files, flags));
  addVerify(pact);
  pact
    .command('states')
    .description('list the provider states of a vendor or an OpenAPI document')
    .argument('<spec>', 'path or address of the document, or the name of a vendor')
    .option(
      '--overlay <file>',
      'OpenAPI Overlay with corrections of what is inferred from the document',
      collect,
    )
    .addOption(allowRefs())
    .option('--scenarios <folder>', 'your own scenarios')
    .addOption(config())
    .action(async (spec, flags) => (await import('../commands/pact-states.ts')).listStates(spec, flags));
  addClientOptions(pact.command('export'))
    .description('merge the tagged calls of a running emulator into pact files')
    .requiredOption('--consumer <name>', 'whose pacts they are')
    .option('--out <folder>', 'where the files are', 'pacts')
    .action(async (flags) => (await import('../commands/pact-export.ts')).exportPacts(flags));
}

function addVerify(pact: Command): void {
  addProviderOptions(addServeOptions(pact.command('verify')))
    .description('run Pact’s verifier against an emulator that answers every provider state')
    .argument('[pact...]', 'paths of pact files')
    .option(
      '--provider <name>',
      'name of the provider in the broker; with name=vendor, which vendor or document a provider is; may be repeated',
      collect,
    )
    .addOption(new Option('--format <format>', 'how to report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'your own scenarios, which provider states may name')
    .option('--header <header>', 'Name: value, sent with every call; may be repeated', collect)
    .addOption(
      new Option('--broker-url <url>', 'broker to fetch pacts from when no files are named').env(
        'PACT_BROKER_BASE_URL',
      ),
    )
    .addOption(new Option('--broker-token <token>', 'token for the broker').env('PACT_BROKER_TOKEN'))
    .addOption(new Option('--broker-username <name>', 'user name for the broker').env('PACT_BROKER_USERNAME'))
    .addOption(
      new Option('--broker-password <password>', 'password for the broker').env('PACT_BROKER_PASSWORD'),
    )
    .option('--selectors <json>', 'which pacts of the broker, such as [{"mainBranch":true}]')
    .option('--enable-pending', 'pacts that no version has verified yet fail no run')
    .option('--include-wip-pacts-since <date>', 'verify also pacts of branches published since, as pending')
    .option('--provider-version <version>', 'publish the results under this version, in CI only')
    .option('--provider-branch <branch>', 'branch of that version')
    .option('--provider-tag <tag>', 'tag of that version; may be repeated', collect)
    .option('--build-url <url>', 'address of the CI run, published with the results')
    .action(async (files, flags) => (await import('../commands/pact-verify.ts')).verifyCommand(files, flags));
}
