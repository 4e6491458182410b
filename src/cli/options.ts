/** Options that several commands take. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_COVERAGE } from '../commands/coverage.ts';
import { GRADES } from '../contract/document/evidence.ts';
import type { FirstRecords } from '../core/first-records.ts';

export const wholeNumber = (text: string): number => {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

/** `--records`: a word, or how many to generate. */
function firstRecords(text: string): FirstRecords {
  if (text === 'none' || text === 'examples') return text;
  if (!/^\d+$/.test(text) || Number(text) > 1000)
    throw new InvalidArgumentError('It must be examples, none, or a number up to 1000.');
  return Number(text);
}

export const percent = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return Number(text);
};

export const portOption = (): Option =>
  new Option('-p, --port <number>', 'port; 0 picks a free one (default: 4010)')
    .env('VENDOUBLE_PORT')
    .argParser(wholeNumber);

export const hostOption = (): Option =>
  new Option('--host <address>', 'address to listen on (default: 127.0.0.1)').env('VENDOUBLE_HOST');

export const allowRefs = (): Option =>
  new Option(
    '--allow-refs <folder>',
    'besides the files of its own folder, a document may refer to those of this one',
  ).env('VENDOUBLE_ALLOW_REFS');

/** Adds the options of every command that serves. */
export const addServeOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--seed <number>', 'what generated identifiers depend on (default: 1)')
        .env('VENDOUBLE_SEED')
        .argParser(wholeNumber),
    )
    .addOption(
      new Option('--clock <time>', 'ISO time at which the clock stands still').env('VENDOUBLE_CLOCK'),
    )
    .addOption(
      new Option('--no-cache', 'keep nothing that makes later starts faster (env: VENDOUBLE_CACHE=off)'),
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
    .addOption(
      new Option('--journal <exchanges>', 'exchanges that each world keeps in its journal (default: 1000)')
        .env('VENDOUBLE_JOURNAL')
        .argParser((text) => ({ exchanges: wholeNumber(text) })),
    )
    .addOption(
      new Option(
        '--no-cors',
        'keep web pages of other origins from your documents, and from vendors that allow them',
      ),
    )
    .addOption(
      new Option(
        '--records <records>',
        'first records: examples of the documents, none, or a number of generated ones (default: examples)',
      )
        .env('VENDOUBLE_RECORDS')
        .argParser(firstRecords),
    )
    .addOption(new Option('--strict', 'a reply that breaks its contract is an error (env: VENDOUBLE_STRICT)'))
    .addOption(new Option('--errors', 'the same as --strict, as prism mock has it'))
    .addOption(
      new Option(
        '-c, --config <file>',
        'configuration file (default: vendouble.config.yaml or .json here)',
      ).env('VENDOUBLE_CONFIG'),
    );

/** Adds the options of the commands that serve documents of the command line, and may keep their records. */
export const addDocumentOptions = (command: Command): Command =>
  command
    .addOption(allowRefs())
    .addOption(
      new Option(
        '--overlay <file>',
        'OpenAPI Overlay with corrections of what is inferred of the document; may be repeated',
      ).argParser(collect),
    )
    .addOption(
      new Option(
        '--strict-document',
        'exit with code 1 if a document has flaws (default: they are warnings)',
      ),
    )
    .addOption(
      new Option(
        '--state <directory>',
        'where state is kept (default: .vendouble, env: VENDOUBLE_STATE)',
      ).conflicts('ephemeral'),
    )
    .addOption(
      new Option(
        '--durability <mode>',
        'what survives once a reply is sent: a crash of the machine, or only of the process (default: durable, env: VENDOUBLE_DURABILITY)',
      )
        .choices(['durable', 'relaxed'])
        .conflicts('ephemeral'),
    )
    .addOption(new Option('--ephemeral', 'keep nothing (env: VENDOUBLE_EPHEMERAL)'))
    .addOption(
      new Option(
        '--verbose',
        'say of each refused call why, on standard error; a terminal is told by default (env: VENDOUBLE_VERBOSE)',
      ),
    );

/** Adds the options of every command that calls a running emulator. */
export const addClientOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--url <url>', 'where the emulator is')
        .env('VENDOUBLE_URL')
        .default('http://127.0.0.1:4010'),
    )
    .addOption(
      new Option('--token <token>', 'what the control plane asks for beyond loopback').env('VENDOUBLE_TOKEN'),
    );

/** `--prefix intercom=/`, which may be repeated or hold several, separated by commas. */
function prefixes(text: string, before: Readonly<Record<string, string>> = {}): typeof before {
  const given = text.split(',').map((one) => {
    const [, name, path] = /^([^=]+)=(\/[a-z0-9._-]*)$/.exec(one) ?? [];
    if (name !== undefined && path !== undefined) return [name, path];
    throw new InvalidArgumentError(
      'It must be name=/path with at most one segment of lower case letters, digits and .-_, such as intercom=/ or intercom=/crm.',
    );
  });
  return { ...before, ...Object.fromEntries(given) };
}

export const prefixOption = (): Option =>
  new Option(
    '--prefix <name=/path>',
    'where a vendor or document is served, such as intercom=/; may be repeated (default: /name)',
  )
    .env('VENDOUBLE_PREFIX')
    .argParser(prefixes);

export const trustProxyOption = (): Option =>
  new Option(
    '--trust-proxy',
    'links in replies follow Forwarded and X-Forwarded-*, which a proxy in front of the emulator sets (env: VENDOUBLE_TRUST_PROXY)',
  );

/** Collects the values of an option that can be repeated. */
export const collect = (name: string, names: readonly string[] = []): readonly string[] => [...names, name];

export const interceptOption = (): Option =>
  new Option(
    '--intercept [port]',
    'proxy on which programs reach the vendors under their real hosts (default port: a free one)',
  )
    .preset(0)
    .argParser(wholeNumber);
