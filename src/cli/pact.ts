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
      'provider: a built-in vendor, a key of documents in the configuration, or the path of your own vendor (default: the name of the pact’s provider)',
    )
    .option('--spec <file>', 'OpenAPI document of the provider: path or http(s) URL')
    .option('--overlay <file>', 'OpenAPI Overlay for --spec', collect)
    .addOption(allowRefs())
    .option('--base-path <path>', 'base path to prepend to every path of the pacts');

/** Their code is loaded when they run, because `start` does not need it. */
export function addPact(cli: Command): void {
  const pact = cli.command('pact').description('contract tests with Pact');
  addProviderOptions(pact.command('check'))
    .description('check the request and response of every interaction against the contract, without a server')
    .argument('<pact...>', 'paths of pact files')
    .option('--against <file>', 'document before a change: report only what the change to --spec breaks')
    .option('--provider <name=vendor>', 'vendor or document of a provider; may be repeated', collect)
    .addOption(new Option('--format <format>', 'format of the report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'folder of your own scenarios, which provider states can name')
    .addOption(config())
    .action(async (files, flags) => (await import('../commands/pact-check.ts')).checkPacts(files, flags));
  addVerify(pact);
  pact
    .command('states')
    .description('list the provider states of a vendor or an OpenAPI document')
    .argument('<spec>', 'path or address of the document, or the name of a vendor')
    .option('--overlay <file>', 'OpenAPI Overlay for the document', collect)
    .addOption(allowRefs())
    .option('--scenarios <folder>', 'folder of your own scenarios')
    .addOption(config())
    .action(async (spec, flags) => (await import('../commands/pact-states.ts')).listStates(spec, flags));
  addClientOptions(pact.command('export'))
    .description('merge the tagged calls of a running emulator into pact files')
    .requiredOption('--consumer <name>', 'name of the consumer')
    .option('--out <folder>', 'folder of the pact files', 'pacts')
    .action(async (flags) => (await import('../commands/pact-export.ts')).exportPacts(flags));
}

function addVerify(pact: Command): void {
  addProviderOptions(addServeOptions(pact.command('verify')))
    .description('run Pact’s verifier against an emulator that sets up provider states')
    .argument('[pact...]', 'paths of pact files')
    .option(
      '--provider <name>',
      'provider in the broker, or name=vendor for the vendor or document of a provider; may be repeated',
      collect,
    )
    .addOption(new Option('--format <format>', 'format of the report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'folder of your own scenarios, which provider states can name')
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
    .option('--enable-pending', 'pacts that were never verified do not fail the run')
    .option(
      '--include-wip-pacts-since <date>',
      'also verify pacts of branches published since then, as pending',
    )
    .option('--provider-version <version>', 'publish the results under this version, in CI only')
    .option('--provider-branch <branch>', 'branch of that version')
    .option('--provider-tag <tag>', 'tag of that version; may be repeated', collect)
    .option('--build-url <url>', 'address of the CI run, published with the results')
    .action(async (files, flags) => (await import('../commands/pact-verify.ts')).verifyCommand(files, flags));
}
