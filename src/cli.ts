#!/usr/bin/env node
/** The command line. Exit codes: 0 fine, 1 findings, 2 cannot run. */
import { realpathSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { checkContract } from './commands/check.ts';
import { coverage, DEFAULT_COVERAGE } from './commands/coverage.ts';
import { CommandError } from './commands/error.ts';
import { exec } from './commands/exec.ts';
import { explain } from './commands/explain.ts';
import { fidelity } from './commands/fidelity.ts';
import { assertNode } from './commands/node.ts';
import { outliveOutput } from './commands/output.ts';
import { start } from './commands/start.ts';
import { diffStates, repairState, showState } from './commands/state.ts';
import { listVendors } from './commands/vendors.ts';
import { ConfigError } from './config.ts';
import { ContractError } from './contract/document.ts';
import { GRADES } from './contract/evidence.ts';
import { CoverageError } from './coverage/files.ts';
import { PactError } from './pact/error.ts';
import { FORMATS } from './pact/findings.ts';
import { StateFileError } from './state/error.ts';

const whole = (text: string): number => {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const percent = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return Number(text);
};

/** What every command that serves takes. */
const serving = (command: Command): Command =>
  command
    .addOption(
      new Option('--seed <number>', 'what generated identifiers depend on (default: 1)')
        .env('VENDOUBLE_SEED')
        .argParser(whole),
    )
    .addOption(
      new Option('--clock <time>', 'ISO time at which the clock stands still').env('VENDOUBLE_CLOCK'),
    )
    .addOption(
      new Option('--show-evidence', 'say of each reply how it is known (env: VENDOUBLE_SHOW_EVIDENCE)'),
    )
    .addOption(
      new Option('--require <grade>', 'a reply that leans on weaker evidence is a finding')
        .env('VENDOUBLE_REQUIRE')
        .choices(GRADES),
    )
    .addOption(
      new Option(
        '--coverage [folder]',
        `count what of the contracts is exercised, for vendouble coverage (folder: ${DEFAULT_COVERAGE})`,
      ).preset(DEFAULT_COVERAGE),
    )
    .addOption(new Option('--strict', 'a reply that breaks its contract is an error (env: VENDOUBLE_STRICT)'))
    .addOption(new Option('--errors', 'the same as --strict, as prism mock has it'))
    .addOption(
      new Option(
        '-c, --config <file>',
        'configuration file (default: vendouble.config.yaml or .json here)',
      ).env('VENDOUBLE_CONFIG'),
    );

/** What every command takes that asks a running emulator. */
const asking = (command: Command): Command =>
  command
    .addOption(
      new Option('--url <url>', 'where the emulator is')
        .env('VENDOUBLE_URL')
        .default('http://127.0.0.1:4010'),
    )
    .addOption(
      new Option('--token <token>', 'what the control plane asks for beyond loopback').env('VENDOUBLE_TOKEN'),
    );

const allowRefs = (): Option =>
  new Option(
    '--allow-refs <folder>',
    'besides the files of its own folder, a document may refer to those of this one',
  ).env('VENDOUBLE_ALLOW_REFS');

const each = (name: string, names: readonly string[] = []): readonly string[] => [...names, name];

function program(): Command {
  const cli = new Command('vendouble')
    .description('Doubles of vendor APIs: checked against a contract, stateful, in the vendor’s own words.')
    .exitOverride();
  serving(cli.command('start', { isDefault: true }))
    .description('serve vendors on one port')
    .argument(
      '[vendor...]',
      'names of vendors, or paths of OpenAPI documents or of your own vendors; all built-in ones when none is named',
    )
    .addOption(allowRefs())
    .addOption(
      new Option('--overlay <file>', 'OpenAPI Overlay with corrections of what is inferred of the document'),
    )
    .addOption(
      new Option('-p, --port <number>', 'port; 0 picks a free one (default: 4010)')
        .env('VENDOUBLE_PORT')
        .argParser(whole),
    )
    .addOption(
      new Option('--host <address>', 'address to listen on (default: 127.0.0.1)').env('VENDOUBLE_HOST'),
    )
    .addOption(
      new Option('--state <directory>', 'where state is kept (default: .vendouble)')
        .env('VENDOUBLE_STATE')
        .conflicts('ephemeral'),
    )
    .addOption(
      new Option(
        '--durability <mode>',
        'what a reply promises of its effect: it survives the end of the machine, or of the process (default: durable)',
      )
        .choices(['durable', 'relaxed'])
        .env('VENDOUBLE_DURABILITY')
        .conflicts('ephemeral'),
    )
    .addOption(new Option('--ephemeral', 'keep nothing (env: VENDOUBLE_EPHEMERAL)'))
    .addOption(
      new Option(
        '--verbose',
        'say of each refused call why, on standard error; a terminal is told by default (env: VENDOUBLE_VERBOSE)',
      ),
    )
    .addOption(
      new Option(
        '--watch',
        'take over what changes in contracts, overlays, scenarios and the configuration file (env: VENDOUBLE_WATCH)',
      ),
    )
    .action(start);
  serving(cli.command('exec'))
    .description('run a command with vendors to call, and say afterwards what happened')
    .argument('<command...>', 'behind --, the command and its arguments')
    .option('--vendor <name>', 'serve this vendor; may be repeated (default: all)', each)
    .action(exec);
  asking(cli.command('explain'))
    .description('say why a running emulator answered a call as it did')
    .argument('[exchange]', 'name in the header x-vendouble-exchange, or the last refused call', 'last')
    .option('--world <id>', 'world whose call it is (default: the one in the name of the exchange)')
    .action(explain);
  cli
    .command('vendors')
    .description('list operations, how each is answered and how that is known')
    .action(listVendors);
  cli
    .command('coverage')
    .description('report what the runs that left their coverage in a folder exercised of the contracts')
    .argument('[folder]', 'where exec, start or a test runner left it', DEFAULT_COVERAGE)
    .addOption(
      new Option('--format <format>', 'how it is written')
        .choices(['text', 'json', 'html', 'junit'])
        .default('text'),
    )
    .addOption(new Option('--min <percent>', 'exit 1 where less is covered').argParser(percent))
    .action(coverage);
  cli
    .command('fidelity')
    .description('list operations, replies and errors, and how each is known')
    .argument('[vendor]', 'name of a vendor; all when none is named')
    .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
    .action(fidelity);
  cli
    .command('check')
    .description('read an OpenAPI document as the emulator would, and say what is wrong with it')
    .argument('<spec>', 'path of the document, or its http(s) address')
    .addOption(allowRefs())
    .action(checkContract);
  cli
    .command('infer')
    .description('print what is inferred of an OpenAPI document, as an OpenAPI Overlay to correct')
    .argument('<spec>', 'path of the document')
    .option('--overlay <file>', 'corrections so far')
    .action(async (spec, flags) => (await import('./commands/infer.ts')).inferDocument(spec, flags));
  cli
    .command('init')
    .description(
      'write the folder of a vendor of your own, with typed handlers for the operations of a document',
    )
    .argument('<name>', 'name of the vendor and of its folder')
    .requiredOption('--spec <file>', 'path of the OpenAPI document')
    .action(async (name, flags) => (await import('./commands/init.ts')).init(name, flags));
  const state = cli.command('state').description('look into state directories, and mend them');
  state.command('show').description('what a directory holds').argument('<directory>').action(showState);
  state
    .command('diff')
    .description('how two directories differ; exit code 1 when they do')
    .argument('<one>')
    .argument('<other>')
    .action(diffStates);
  state
    .command('repair')
    .description('save what can be read of a damaged directory')
    .argument('<directory>', 'stays as it is')
    .requiredOption('--to <directory>', 'a new directory')
    .action(repairState);
  pacts(cli.command('pact').description('contract tests with Pact'));
  for (const command of [...cli.commands, ...state.commands]) command.exitOverride();
  return cli;
}

/** Loaded when they are asked for: a start does without them. */
function pacts(pact: Command): void {
  pact
    .command('check')
    .description('hold pacts to the contract of their vendor, both sides of every interaction, offline')
    .argument('<pact...>', 'paths of pact files')
    .option('--vendor <name>', 'the vendor that is the provider (default: the one of the provider’s name)')
    .addOption(new Option('--format <format>', 'how to report').choices(FORMATS).default('text'))
    .option('--scenarios <folder>', 'your own scenarios, which provider states may name')
    .action(async (files, flags) => (await import('./commands/pact-check.ts')).checkPacts(files, flags));
  serving(pact.command('verify'))
    .description('run Pact’s verifier against an emulator that answers every provider state')
    .argument('[pact...]', 'paths of pact files')
    .option('--vendor <name>', 'the vendor that is the provider (default: the one of the provider’s name)')
    .option('--header <header>', 'Name: value, sent with every call; may be repeated', each)
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
    .action(async (files, flags) => (await import('./commands/pact-verify.ts')).verify(files, flags));
  asking(pact.command('export'))
    .description('write the tagged calls of a running emulator to pact files, beside what is in them')
    .requiredOption('--consumer <name>', 'whose pacts they are')
    .option('--out <folder>', 'where the files are', 'pacts')
    .action(async (flags) => (await import('./commands/pact-export.ts')).exportPacts(flags));
  for (const command of pact.commands) command.exitOverride();
}

/** @returns the exit code; `undefined` while something goes on serving */
export async function run(args: readonly string[]): Promise<number | undefined> {
  try {
    assertNode(process.versions.node);
    await program().parseAsync([...args], { from: 'user' });
    return undefined;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
    const expected = [
      ConfigError,
      ContractError,
      StateFileError,
      CommandError,
      CoverageError,
      PactError,
    ].some((kind) => cause instanceof kind);
    process.stderr.write(`vendouble: ${expected ? (cause as Error).message : (cause as Error).stack}\n`);
    return 2;
  }
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename;
if (isMain) {
  outliveOutput();
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
}
