/** Which vendor or document the provider of a pact is. */
import { type Config, ConfigError } from '../config/config.ts';
import { readConfigFile } from '../config/config-file.ts';
import type { Vendor } from '../core/vendor.ts';
import { PactError } from '../pact/pact-error.ts';
import type { Pact } from '../pact/read-pact.ts';
import { findVendors } from '../services/create-services.ts';
import { documentsOf, isDocument } from './document-arguments.ts';
import { isUrl, localName } from './fetch-document.ts';
import { isModulePath, loadVendorModules } from './load-vendor-modules.ts';

export interface ProviderFlags {
  /** A vendor, a name of `documents`, or the path of a document or of a vendor in code. */
  readonly vendor?: string;
  /** Path or address of an OpenAPI document. */
  readonly spec?: string;
  readonly overlay?: readonly string[];
  readonly allowRefs?: string;
  /** `name=vendor or document` for the provider of that name. */
  readonly provider?: readonly string[];
  readonly config?: string;
}

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The names and targets of `--provider name=target`. */
const mapped = (provider: readonly string[]): readonly (readonly [string, string])[] =>
  provider.flatMap((text) => {
    const at = text.indexOf('=');
    return at < 0 ? [] : [[text.slice(0, at).trim(), text.slice(at + 1).trim()] as const];
  });

export interface Providers {
  readonly config: Config;
  /** @throws {PactError} where no vendor has the name of the pact's provider */
  of(pact: Pick<Pact, 'file' | 'provider'>): Promise<Vendor>;
  /** What a flag or the configuration names. @throws {ConfigError} */
  open(target: string): Promise<Vendor>;
  /** What `--provider` maps and no pact asked for, as sentences. */
  unused(): readonly string[];
}

/**
 * Reads each vendor and each document once.
 *
 * @throws {ConfigError} for flags that contradict each other
 */
export function createProviders(flags: ProviderFlags): Providers {
  const config = readConfigFile(flags.config);
  if (flags.spec !== undefined && flags.vendor !== undefined)
    throw new ConfigError('--spec and --vendor both name the provider; give one of them');
  if (flags.overlay !== undefined && flags.spec === undefined)
    throw new ConfigError('--overlay corrects the document of --spec; name the document too');
  const opened = new Map<string, Promise<Vendor>>();

  const openDocument = async (spec: string, overlay?: readonly string[]): Promise<Vendor> => {
    const { inferVendor } = await import('../infer/vendor.ts');
    const path = await localName(spec);
    const documents = documentsOf([path], { overlay, allowRefs: flags.allowRefs }, true);
    const [[name, described] = ['', { spec }]] = Object.entries(documents);
    return inferVendor(name, described);
  };
  const read = async (target: string): Promise<Vendor> => {
    const described = config.documents?.[target];
    if (described !== undefined) return (await import('../infer/vendor.ts')).inferVendor(target, described);
    if (target === flags.spec || isDocument(target) || isUrl(target))
      return openDocument(target, target === flags.spec ? flags.overlay : undefined);
    const names = isModulePath(target) ? await loadVendorModules([target]) : [target];
    const [vendor] = findVendors(names);
    if (vendor === undefined) throw new ConfigError(`there is no vendor ${target}`);
    return vendor;
  };
  const open = (target: string): Promise<Vendor> => {
    const known = opened.get(target) ?? read(target);
    opened.set(target, known);
    return known;
  };

  const asked = new Set<string>();
  const targets = [...mapped(flags.provider ?? []), ...Object.entries(config.pact?.providers ?? {})];
  const named = async (provider: string): Promise<Vendor | undefined> => {
    const target = targets.find(([name]) => folded(name) === folded(provider))?.[1];
    if (target !== undefined) return open(target);
    const all = flags.spec ?? flags.vendor;
    if (all !== undefined) return open(all);
    const known = findVendors(undefined).find(({ name, title }) =>
      [name, title].some((one) => folded(one) === folded(provider)),
    );
    if (known !== undefined) return known;
    for (const name of Object.keys(config.documents ?? {})) {
      const vendor = await open(name);
      if ([name, vendor.title].some((one) => folded(one) === folded(provider))) return vendor;
    }
    return undefined;
  };
  return {
    config,
    open,
    unused: () =>
      mapped(flags.provider ?? [])
        .filter(([name]) => ![...asked].some((provider) => folded(provider) === folded(name)))
        .map(
          ([name]) =>
            `--provider maps ${JSON.stringify(name)}, and no pact has this provider; there are ${[...asked].join(', ')}`,
        ),
    of: async ({ file, provider }) => {
      asked.add(provider);
      const vendor = await named(provider);
      if (vendor !== undefined) return vendor;
      const names = [
        ...findVendors(undefined).map(({ name }) => name),
        ...Object.keys(config.documents ?? {}),
      ];
      throw new PactError(
        `the pact ${file} has the provider ${JSON.stringify(provider)}, which is no vendor; say with --vendor which it is (${names.join(', ')}), or name its OpenAPI document with --spec`,
      );
    },
  };
}
