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
    .description('start the mock server (the default command)')
    .argument(
      '[vendor...]',
      'built-in vendors, paths of OpenAPI documents, or modules of your own vendors (default: all built-in vendors)',
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
      new Option('--tls-certificate <file>', 'certificate for --tls, as PEM (default: created at start)'),
    )
    .addOption(new Option('--tls-key <file>', 'key of that certificate, as PEM'))
    .addOption(
      new Option('--print-env [shell]', 'print the environment variables for --intercept')
        .choices(SHELLS)
        .preset('bash'),
    )
    .addOption(new Option('--quiet', 'print only the ready line and problems').conflicts('accessLog'))
    .addOption(
      new Option('--log <format>', 'format of the output; json prints one object per line')
        .env('VENDOUBLE_LOG')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(new Option('--access-log', 'print a line for each call (env: VENDOUBLE_ACCESS_LOG)'))
    .addOption(
      new Option(
        '--watch',
        'reload when contracts, overlays, scenarios, configuration or your own vendors change (env: VENDOUBLE_WATCH)',
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
    .description('run a command with an emulator on a free port, then print what it called')
    .argument('<command...>', 'the command and its arguments, after --')
    .option('--vendor <name>', 'serve this vendor or document; may be repeated (default: all)', collect)
    .addOption(new Option('-p, --port <number>', 'port (default: a free one)').argParser(wholeNumber))
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option(
      '--intercept',
      'serve the vendors under their real hosts; with --strict, block calls to other public hosts',
    )
    .action(exec);
}
