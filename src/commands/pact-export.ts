/** `vendouble pact export`: writes the tagged exchanges of a running emulator to pact files. */
import type { PactExport } from '../pact/recorder.ts';
import { writePacts } from '../pact/write-pacts.ts';
import { CommandError } from './command-error.ts';
import { callControlPlane, controlPlaneUrl } from './control-plane-client.ts';

export interface PactExportFlags {
  readonly consumer: string;
  readonly out: string;
  readonly url: string;
  readonly token?: string;
}

const isExport = (answer: object): answer is PactExport =>
  'pacts' in answer && Array.isArray(answer.pacts) && 'refused' in answer && Array.isArray(answer.refused);

/**
 * Exits 1 when there is nothing to export, or an exchange cannot become an interaction.
 *
 * @throws {CommandError} when the emulator cannot be reached
 * @throws {PactError} for an existing file of another consumer or provider. Nothing is written then.
 */
export async function exportPacts({ consumer, out, url, token }: PactExportFlags): Promise<void> {
  const address = controlPlaneUrl(url, '/__admin/pact/export');
  address.searchParams.set('consumer', consumer);
  const answer = await callControlPlane(address, token, isExport);
  if (typeof answer === 'string') throw new CommandError(answer);
  const { pacts, refused } = answer;
  for (const file of writePacts(out, pacts)) process.stdout.write(`${file}\n`);
  for (const sentence of refused) process.stderr.write(`vendouble: no interaction for ${sentence}\n`);
  if (pacts.length === 0)
    process.stderr.write(
      'vendouble: there is nothing to export; tag calls with the header x-vendouble-pact, or POST /__admin/exchanges/tag\n',
    );
  if (pacts.length === 0 || refused.length > 0) process.exitCode = 1;
}
