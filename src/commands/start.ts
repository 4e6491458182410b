/** `vendouble start` */
import { type Config, readConfigFile } from '../config.ts';
import { createEmulator, type Emulator } from '../emulator.ts';

export interface StartFlags {
  readonly port?: number;
  readonly host?: string;
  readonly state?: string;
  readonly ephemeral?: boolean;
  readonly seed?: number;
  readonly clock?: string;
  readonly strict?: boolean;
  readonly config?: string;
}

/** Where the command line keeps its state when nothing is said. */
const DEFAULT_STATE = '.vendouble';

/** Environment twins of switches arrive as text. */
const isOn = (flag: boolean | string | undefined): boolean | undefined =>
  flag === undefined ? undefined : flag === true || flag === '1' || flag === 'true';

/** Flags win over the file. */
export function configOf(names: readonly string[], flags: StartFlags): Config {
  const file = readConfigFile(flags.config);
  const { ephemeral, config: _config, strict, ...given } = flags;
  const known = Object.fromEntries(
    Object.entries({ ...given, strict: isOn(strict) }).filter(([, value]) => value !== undefined),
  );
  const all: Config = {
    state: DEFAULT_STATE,
    ...file,
    ...known,
    ...(names.length > 0 ? { vendors: names } : {}),
  };
  return isOn(ephemeral) ? { ...all, state: undefined } : all;
}

/** The first signal ends in order, with everything written; a second one ends at once. */
function closeOnSignals(emulator: Emulator): void {
  const close = (): void => {
    process.once('SIGINT', () => process.exit(130));
    process.once('SIGTERM', () => process.exit(143));
    emulator.close().then(
      () => process.exit(0),
      (cause: Error) => {
        process.stderr.write(`vendouble: the state could not be written: ${cause.message}\n`);
        process.exit(2);
      },
    );
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}

export async function start(names: readonly string[], flags: StartFlags): Promise<void> {
  const config = configOf(names, flags);
  const emulator = await createEmulator(config);
  closeOnSignals(emulator);
  process.stdout.write(`state: ${config.state === undefined ? 'kept in memory only' : config.state}\n`);
  if (emulator.adminToken !== undefined)
    process.stdout.write(`token of the control plane: ${emulator.adminToken}\n`);
  process.stdout.write(`vendouble ready ${emulator.url()}\n`);
}
