/** Reads the state of a consumer that deliveries change: the reply of a URL, or what a command prints. */
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { send } from '../send.ts';
import { CheckError } from './check-error.ts';

/** Text that differs where the state does. @throws {CheckError} where it cannot be read */
export type Observe = () => Promise<string>;

const COMMAND_DEADLINE = 30_000;

/** @param url is read with GET */
export const observeUrl =
  (url: string): Observe =>
  async () => {
    const result = await send({ method: 'GET', url, headers: {}, body: '' }, { targets: 'any' });
    if (result.kind !== 'answered') throw new CheckError(`--observe ${url} got no reply: ${result.problem}`);
    if (result.status !== 200)
      throw new CheckError(`--observe ${url} was answered with ${result.status}; it must be a page with 200`);
    if (result.truncated)
      throw new CheckError(`--observe ${url} is larger than 64 kB; name a page that shows less`);
    return result.body;
  };

/** @param command of a shell; its standard output is the state */
export const observeCommand =
  (command: string): Observe =>
  async () => {
    try {
      const { stdout } = await promisify(exec)(command, { timeout: COMMAND_DEADLINE });
      return stdout;
    } catch (cause) {
      const { code, stderr = '' } = cause as { readonly code?: unknown; readonly stderr?: string };
      throw new CheckError(`--effects failed with ${code}: ${stderr.trim() || (cause as Error).message}`);
    }
  };
