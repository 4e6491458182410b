/** `vendouble drift --live`: the vendor itself is asked. Its answers are compared and never written anywhere. */
import { recordInMemory } from '../recordings/in-memory.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import type { Service } from '../services/service.ts';
import { askLive, LiveError } from '../upstream/ask-live.ts';
import { openTarget } from '../upstream/target.ts';
import { CommandError } from './command-error.ts';

export interface LiveFlags {
  readonly live?: boolean;
  readonly to?: string;
  readonly operations?: string;
  readonly value?: readonly string[];
  readonly pause?: number;
  readonly insecure?: boolean;
  readonly basePath?: string;
}

const HEADER_VARIABLE = 'VENDOUBLE_LIVE_HEADER_';

/** `VENDOUBLE_LIVE_HEADER_X_API_KEY` is the header `x-api-key`. */
const headersFrom = (environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(HEADER_VARIABLE) && value !== undefined && value !== ''
        ? [[name.slice(HEADER_VARIABLE.length).toLowerCase().replaceAll('_', '-'), value] as const]
        : [],
    ),
  );

function valuesFrom(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new CommandError(`--value ${pair} is not name=value`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** @throws {CommandError} for flags that do not fit together, and a vendor that cannot be reached */
export async function askVendor(
  service: Service,
  { to, operations = '', value = [], pause = 1_000, insecure }: LiveFlags,
): Promise<{ readonly exchanges: readonly ReplayedExchange[]; readonly basePath: string }> {
  if (to === undefined)
    throw new CommandError(
      '--live needs the address of the vendor; name it with --to https://api.example.com',
    );
  const [known] = service.versions.values();
  if (known === undefined) throw new CommandError(`${service.vendor.name} has no contract`);
  const target = openTarget({ to, insecure });
  try {
    const { exchanges, skipped } = await askLive(known.contract, target, {
      operations: operations
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      values: valuesFrom(value),
      headers: headersFrom(process.env),
      pause,
    });
    for (const sentence of skipped) process.stderr.write(`vendouble: not called: ${sentence}\n`);
    return {
      exchanges: await recordInMemory(service, exchanges, target.basePath),
      basePath: target.basePath,
    };
  } catch (cause) {
    throw cause instanceof LiveError ? new CommandError(cause.message) : cause;
  } finally {
    target.connections.close();
  }
}
