/** Says at the end what was recorded of the real vendors. */
import type { Emulator } from '../emulator/create-emulator.ts';

/** Reports what was recorded. @returns the exit code: 2 when an exchange is missing */
export async function reportRecordings(emulator: Emulator): Promise<number> {
  let code = 0;
  for (const [vendor, { recorded, lost, reason }] of await emulator.recordings()) {
    if (recorded > 0) process.stderr.write(`vendouble: ${recorded} exchanges with ${vendor} were recorded\n`);
    if (lost === 0) continue;
    process.stderr.write(`vendouble: ${lost} exchanges with ${vendor} are not in the recording: ${reason}\n`);
    code = 2;
  }
  return code;
}
