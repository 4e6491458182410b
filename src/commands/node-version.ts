/** The versions of Node that can run the package. */
import { ConfigError } from '../config/config.ts';

const OLDEST_NODE = { major: 22, minor: 18 };

/** npm only warns of an older version, which would fail later. @throws {ConfigError} for an older version */
export function assertNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { major: oldest, minor: least } = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= least)) return;
  throw new ConfigError(`Node ${oldest}.${least} or newer is needed, and this is ${version}`);
}
