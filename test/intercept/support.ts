/** Programs that know nothing of the emulator, run by `vendouble exec --intercept`. */
import { writeFileSync } from 'node:fs';
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
  /** Flags of `exec`. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that runs the program. */
  readonly node?: string;
  /** More files beside the program. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Shows a reply in a line. */
const SHOW = `const show = async (reply) => console.log(reply.status, (await reply.text()).slice(0, 60));
const key = { authorization: 'Basic ' + btoa('key:secret') };
`;

/** Runs a module of Node's, with `show` and `key` for a call to Engage. */
export async function program(
  code: string,
  { flags = [], env = {}, node = process.execPath, files = {} }: ProgramOptions = {},
): Promise<Outcome> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, 'program.mjs': SHOW + code }))
    writeFileSync(join(cwd, name), text);
  return command([node, join(cwd, 'program.mjs')], { flags, env, cwd });
}

/** Runs any command. */
export async function command(
  words: readonly string[],
  { flags = [], env = {}, cwd = temporaryFolder() }: ProgramOptions & { readonly cwd?: string } = {},
): Promise<Outcome> {
  // This machine's own proxy and certificates are nothing that a test depends on.
  const none = {
    HTTP_PROXY: '',
    HTTPS_PROXY: '',
    http_proxy: '',
    https_proxy: '',
    NO_PROXY: '',
    no_proxy: '',
  };
  const run = vendouble(['exec', '--intercept', ...flags, '--', ...words], { cwd, env: { ...none, ...env } });
  const { code, out, err } = await run.ended;
  return { code, out: out.split('\n').filter((line) => line !== ''), err };
}
