/** `vendouble start` and `vendouble exec` */
import { type Command, Option } from 'commander';
import { CommandError } from '../commands/command-error.ts';
import { isDocument } from '../commands/document-arguments.ts';
import { exec } from '../commands/exec.ts';
import { start } from '../commands/start.ts';
import { SHELLS } from '../core/shells.ts';
import { nearestWord } from '../core/spelling.ts';
import { vendors } from '../vendors/index.ts';
import {
  addDocumentOptions,
  addServeOptions,
  collect,
  hostOption,
  interceptOption,
  portOption,
  prefixOption,
  trustProxyOption,
  wholeNumber,
} from './options.ts';

export function addServeCommands(cli: Command): void {
  addDocumentOptions(addServeOptions(cli.command('start', { isDefault: true })))
    .description('serve vendors on one port')
    .argument(
      '[vendor...]',
      'names of vendors, or paths of OpenAPI documents or of your own vendors; all built-in ones when none is named',
    )
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(prefixOption())
    .addOption(trustProxyOption())
    .addOption(interceptOption())
    .addOption(
      new Option('--tls [port]', 'port for https (default: a free one)').preset(0).argParser(wholeNumber),
    )
    .addOption(
      new Option('--tls-certificate <file>', 'certificate for --tls, as PEM (default: made at start)'),
    )
    .addOption(new Option('--tls-key <file>', 'key of that certificate, as PEM'))
    .addOption(
      new Option(
        '--print-env [shell]',
        'print the variables for programs to intercept, which GET /__admin/intercept/env gives too',
      )
        .choices(SHELLS)
        .preset('bash'),
    )
    .addOption(new Option('--quiet', 'print the ready line and problems only').conflicts('accessLog'))
    .addOption(
      new Option('--log <format>', 'how lines are printed; json prints an object a line')
        .env('VENDOUBLE_LOG')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(new Option('--access-log', 'print a line for each call (env: VENDOUBLE_ACCESS_LOG)'))
    .addOption(
      new Option(
        '--watch',
        'take over what changes in contracts, overlays, scenarios, the configuration file and vendors of your own (env: VENDOUBLE_WATCH)',
      ),
    )
    .action((names: readonly string[], flags) => {
      const [first = ''] = names;
      const meant = nearestWord(
        first,
        cli.commands.map((command) => command.name()),
      );
      const isVendor = vendors.some(({ name }) => name === first || nearestWord(first, [name]) !== undefined);
      if (meant !== undefined && !isVendor && !isDocument(first))
        throw new CommandError(`there is no command ${first}; did you mean vendouble ${meant}?`);
      return start(names, flags);
    });
  addDocumentOptions(addServeOptions(cli.command('exec')))
    .description('run a command with vendors to call, and say afterwards what happened')
    .argument('<command...>', 'behind --, the command and its arguments')
    .option('--vendor <name>', 'serve this vendor or document; may be repeated (default: all)', collect)
    .addOption(new Option('-p, --port <number>', 'port (default: a free one)').argParser(wholeNumber))
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option(
      '--intercept',
      'let programs reach the vendors under their real hosts; with --strict, refuse calls to other public hosts',
    )
    .action(exec);
}
