/** The official documents of OpenAPI 3.2, from a folder with `pass` and `fail`: which load, and which are refused with a place. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openContract } from '../../src/contract/contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';

const reading = { reports: 'all', routing: { trailingSlash: 'significant', caseSensitive: true } } as const;

const documentsIn = (folder: string): readonly string[] =>
  readdirSync(folder).map((name) => join(folder, name));

/** Why a document is refused; `undefined` for one that is not. */
function refusal(file: string): string | undefined {
  try {
    openContract(file, reading);
    return undefined;
  } catch (cause) {
    return (cause as Error).message;
  }
}

/** @returns documents for which the wrong thing happened */
export async function tryOfficial(folder: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const spec of documentsIn(join(folder, 'pass'))) {
    try {
      await (await createEmulator({ documents: { official: { spec } }, port: 0 })).close();
    } catch {
      wrong.push(spec);
    }
  }
  for (const file of documentsIn(join(folder, 'fail')))
    if (!/:\d+ #/.test(refusal(file) ?? '')) wrong.push(file);
  return wrong;
}
