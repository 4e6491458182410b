/** What is odd in a document, but stops nothing. */
import type { Emulator } from '../emulator/create-emulator.ts';

/** Most that are told at once. */
const MOST = 20;

const told = new WeakMap<Emulator, ReadonlySet<string>>();

/** Tells what was not told before, on standard error. */
export async function printWarnings(emulator: Emulator): Promise<void> {
  const { warnings } = await emulator.findings();
  const news = warnings.filter((warning) => !told.get(emulator)?.has(warning));
  told.set(emulator, new Set(warnings));
  for (const warning of news.slice(0, MOST)) process.stderr.write(`warning: ${warning}\n`);
  if (news.length > MOST) process.stderr.write(`warning: and ${news.length - MOST} more\n`);
}
