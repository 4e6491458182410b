/** Leads calls of this process to Engage's own host, which its client has in its code, to another server. */
import { createEmulator } from 'vendouble';

/** @returns takes it back */
export async function redirectEngage(to: string): Promise<() => Promise<void>> {
  const upstreams = { engage: { to } };
  const emulator = await createEmulator({ vendors: ['engage'], port: 0, intercept: true, upstreams });
  const undo = emulator.intercept?.install();
  return async () => {
    undo?.();
    await emulator.close();
  };
}
