/** `vendouble config check`: says what is wrong with a configuration file. */
import { ConfigError, checkConfig } from '../config/config.ts';
import { CONFIG_FILES, openConfigFile } from '../config/config-file.ts';
import { locateProblem } from '../config/locate-problems.ts';
import { findServedVendors } from '../services/create-services.ts';
import { assertTargets } from '../webhooks/check-target.ts';
import { CommandError } from './command-error.ts';
import { loadVendorModules } from './load-vendor-modules.ts';

/**
 * Exits 1 with findings.
 *
 * @param path of the file; that of the working directory when absent
 * @throws {CommandError} when there is no file
 * @throws {ContractError} for a document that cannot be read
 */
export async function checkConfigFile(path: string | undefined): Promise<void> {
  const file = openConfigFile(path);
  if (file === undefined)
    throw new CommandError(
      `there is no ${CONFIG_FILES.join(', ')} here; name a file: vendouble config check <file>`,
    );
  try {
    const { vendors, documents } = file.config;
    const served = await findServedVendors(await loadVendorModules(vendors), documents);
    const { webhooks } = checkConfig(file.config, served);
    assertTargets(served.map((vendor) => ({ vendor, webhooks: webhooks?.[vendor.name] ?? [] })));
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const lines = cause.problems.map((problem) => locateProblem(problem, file));
    process.stdout.write(`${lines.length > 0 ? lines.join('\n') : `${file.path}: ${cause.message}`}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${file.path}: no findings\n`);
}
