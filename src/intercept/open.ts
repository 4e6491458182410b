/** Loads the rest of this folder, which few runs need, where the configuration asks for it. */
import type { Config } from '../config/config.ts';
import type { InterceptAccess } from './access.ts';
import type { InterceptParts } from './intercept.ts';

const isOn = (wanted: Config['intercept']): boolean => wanted !== undefined && wanted !== false;

/** @throws {ConfigError} for ports, files or hosts that cannot be used */
export async function openIntercept(parts: InterceptParts): Promise<InterceptAccess | undefined> {
  const { intercept, tls } = parts.config;
  if (!isOn(intercept) && !isOn(tls)) return undefined;
  const [{ openInterception }, { createAccess }] = await Promise.all([
    import('./intercept.ts'),
    import('./access.ts'),
  ]);
  return createAccess(await openInterception(parts));
}
