/** Programs that know nothing of the emulator, run by `vendouble exec --intercept`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

export interface Outcome {
  readonly code: number | null;
  /** Lines of standard output. */
  readonly out: readonly string[];
  readonly err: string;
}

export interface ProgramOptions {
  /** Those that are served: reading the contracts of all takes most of the time of a run. */
  readonly vendors?: readonly string[];
  /** Flags of `exec`. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that runs the program. */
  readonly node?: string;
  /** More files beside the program. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A Java without certificates: no test here runs Java, and its trust store would take half of a run. */
const JAVA_HOME = temporaryFolder();
mkdirSync(join(JAVA_HOME, 'bin'));

/** Shows a reply in a line. */
const SHOW = `const show = async (reply) => console.log(reply.status, (await reply.text()).slice(0, 60));
const key = { authorization: 'Basic ' + btoa('key:secret') };
`;

/** Runs a module of Node's, with `show` and `key` for a call to Engage. */
export async function program(
  code: string,
  { node = process.execPath, files = {}, ...options }: ProgramOptions = {},
): Promise<Outcome> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, 'program.mjs': SHOW + code }))
    writeFileSync(join(cwd, name), text);
  return command([node, join(cwd, 'program.mjs')], { ...options, cwd });
}

/** Runs any command. */
export async function command(
  words: readonly string[],
  options: Omit<ProgramOptions, 'node' | 'files'> & { readonly cwd?: string } = {},
): Promise<Outcome> {
  const { vendors = ['engage'], flags = [], env = {}, cwd = temporaryFolder() } = options;
  // This machine's own proxy and certificates are nothing that a test depends on.
  const none = {
    HTTP_PROXY: '',
    HTTPS_PROXY: '',
    http_proxy: '',
    https_proxy: '',
    NO_PROXY: '',
    no_proxy: '',
  };
  const served = vendors.flatMap((vendor) => ['--vendor', vendor]);
  const run = vendouble(['exec', '--intercept', ...served, ...flags, '--', ...words], {
    cwd,
    env: { ...none, JAVA_HOME, ...env },
  });
  const { code, out, err } = await run.ended;
  return { code, out: out.split('\n').filter((line) => line !== ''), err };
}
