/** The key of the replacements in a recording. It is kept outside the recording, which you may share. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createToken } from '../core/ids.ts';

/** Folder of the keys. */
const KEYS_VARIABLE = 'VENDOUBLE_RECORDING_KEYS';

const folder = (): string =>
  process.env[KEYS_VARIABLE] ??
  join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'vendouble', 'recording-keys');

const fileOf = (id: string): string => join(folder(), `${id}.key`);

/**
 * The key of a recording, made when there is none.
 *
 * @param forget makes a key that is never written
 */
export function recordingKey(id: string, forget: boolean): Buffer {
  const file = fileOf(id);
  if (forget) {
    rmSync(file, { force: true });
    return Buffer.from(createToken());
  }
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim());
  } catch {
    const key = Buffer.from(createToken());
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  }
}
