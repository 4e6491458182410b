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
    'also allow references to files of this folder (default: only the folder of the document)',
  ).env('VENDOUBLE_ALLOW_REFS');

/** Adds the options of every command that serves. */
export const addServeOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--seed <number>', 'seed for generated ids (default: 1)')
        .env('VENDOUBLE_SEED')
        .argParser(wholeNumber),
    )
    .addOption(new Option('--clock <time>', 'freeze the clock at this ISO time').env('VENDOUBLE_CLOCK'))
    .addOption(
      new Option(
        '--no-cache',
        'do not use the cache that makes later starts faster (env: VENDOUBLE_CACHE=off)',
      ),
    )
    .addOption(
      new Option(
        '--show-evidence',
        'add an x-vendouble-evidence header to replies (env: VENDOUBLE_SHOW_EVIDENCE)',
      ),
    )
    .addOption(
      new Option('--require <grade>', 'report replies backed by weaker evidence')
        .env('VENDOUBLE_REQUIRE')
        .choices(GRADES),
    )
    .addOption(
      new Option(
        '--coverage [folder]',
        `record contract coverage in a folder, for vendouble coverage (default: ${DEFAULT_COVERAGE})`,
      ).preset(DEFAULT_COVERAGE),
    )
    .addOption(
      new Option('--journal <exchanges>', 'number of exchanges that each world keeps (default: 1000)')
        .env('VENDOUBLE_JOURNAL')
        .argParser((text) => ({ exchanges: wholeNumber(text) })),
    )
    .addOption(
      new Option('--no-cors', 'do not let web pages of other origins call your documents and vendors'),
    )
    .addOption(
      new Option(
        '--records <records>',
        'first records of documents: examples, none, or how many to generate (default: examples)',
      )
        .env('VENDOUBLE_RECORDS')
        .argParser(firstRecords),
    )
    .addOption(
      new Option('--strict', 'answer 500 when a reply violates its contract (env: VENDOUBLE_STRICT)'),
    )
    .addOption(new Option('--errors', 'the same as --strict; the name is that of prism mock'))
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
        'OpenAPI Overlay that corrects the document or what is inferred from it; may be repeated',
      ).argParser(collect),
    )
    .addOption(new Option('--strict-document', 'exit with 1 if a document has flaws (default: warn)'))
    .addOption(
      new Option(
        '--state <place>',
        'directory or postgres:// URL for the state (default: .vendouble, env: VENDOUBLE_STATE)',
      ).conflicts('ephemeral'),
    )
    .addOption(
      new Option(
        '--durability <mode>',
        'durable: replies survive a crash of the machine; relaxed: of the process (default: durable, env: VENDOUBLE_DURABILITY)',
      )
        .choices(['durable', 'relaxed'])
        .conflicts('ephemeral'),
    )
    .addOption(new Option('--ephemeral', 'keep state in memory only (env: VENDOUBLE_EPHEMERAL)'))
    .addOption(
      new Option(
        '--verbose',
        'log why each request was rejected (default in a terminal, env: VENDOUBLE_VERBOSE)',
      ),
    );

/** Adds the options of every command that calls a running emulator. */
export const addClientOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--url <url>', 'URL of the emulator').env('VENDOUBLE_URL').default('http://127.0.0.1:4010'),
    )
    .addOption(
      new Option('--token <token>', 'admin token, which emulators beyond loopback require').env(
        'VENDOUBLE_TOKEN',
      ),
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
    'path of a vendor or document, such as intercom=/; may be repeated (default: /name)',
  )
    .env('VENDOUBLE_PREFIX')
    .argParser(prefixes);

export const trustProxyOption = (): Option =>
  new Option(
    '--trust-proxy',
    'build links in replies from the Forwarded and X-Forwarded-* headers of your proxy (env: VENDOUBLE_TRUST_PROXY)',
  );

/** Collects the values of an option that can be repeated. */
export const collect = (name: string, names: readonly string[] = []): readonly string[] => [...names, name];

export const interceptOption = (): Option =>
  new Option(
    '--intercept [port]',
    'open a proxy that serves the vendors under their real hosts (default port: a free one)',
  )
    .preset(0)
    .argParser(wholeNumber);
