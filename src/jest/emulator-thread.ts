/** The thread of an emulator: it goes on answering while tests occupy the process, and ends with it. */
import { parentPort } from 'node:worker_threads';
import { loadVendorModules } from '../commands/load-vendor-modules.ts';
import { configOf } from '../commands/serve-config.ts';
import { readConfigFile } from '../config/config-file.ts';
import { toError } from '../core/emulator-error.ts';
import { createEmulator } from '../emulator/create-emulator.ts';
import type { Installation } from '../intercept/access.ts';

/** What the thread sends, once. */
export type ThreadMessage =
  | { readonly url: string; readonly installation: Installation | undefined }
  | { readonly error: string };

async function start(): Promise<ThreadMessage> {
  const { strict = true, records = 'none' } = readConfigFile(undefined);
  const config = configOf([], { port: 0, ephemeral: true, strict, records });
  const vendors = await loadVendorModules(config.vendors);
  const alone = { host: undefined, tls: undefined };
  const emulator = await createEmulator({ ...config, ...alone, vendors });
  await emulator.warmUp();
  return { url: emulator.url(), installation: emulator.intercept?.installation };
}

const message = await start().catch((cause: unknown) => ({ error: toError(cause).message }));
parentPort?.postMessage(message satisfies ThreadMessage);
