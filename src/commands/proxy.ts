/** `vendouble proxy`: forwards calls to the real vendor, and validates and records them. */
import { type Config, ConfigError, type UpstreamConfig } from '../config/config.ts';
import type { Grade } from '../contract/document/evidence.ts';
import { createEmulator } from '../emulator/create-emulator.ts';
import type { Explanation } from '../explain/explain.ts';
import { closeOnSignals } from './close-on-signals.ts';
import { localName } from './fetch-document.ts';
import { formatExplanationLine } from './format-explanation.ts';
import { describePorts } from './format-interception.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { configOf } from './serve-config.ts';

export interface ProxyFlags {
  readonly to?: string;
  readonly record?: string;
  readonly keep?: readonly string[];
  readonly forgetKey?: boolean;
  readonly spy?: Grade;
  readonly insecure?: boolean;
  readonly upstreamProxy?: string;
  readonly strict?: boolean;
  readonly errors?: boolean;
  readonly validateRequest?: 'true' | 'false';
  readonly port?: number;
  readonly host?: string;
  readonly intercept?: number;
  readonly config?: string;
  readonly overlay?: readonly string[];
  readonly allowRefs?: string;
  readonly seed?: number;
  readonly clock?: string;
  readonly showEvidence?: boolean;
  readonly verbose?: boolean;
}

/** Uploads and downloads take as long as the vendor lets them. */
const DEADLINES = { request: 3_600_000, reply: 300_000 } as const;

function upstreamOf(flags: ProxyFlags, to: string): UpstreamConfig {
  const { record, keep, forgetKey, spy, insecure, upstreamProxy, errors, strict = errors } = flags;
  const rejects = strict === true && flags.validateRequest === 'false' ? 'replies' : strict;
  return { to, record, keep, forgetKey, spy, insecure, proxy: upstreamProxy, strict: rejects };
}

/** @returns the configuration of an emulator that forwards the calls of one vendor. @throws {ConfigError} when none or several are named */
function proxyConfig(vendor: string, to: string, flags: ProxyFlags): Config {
  const {
    record: _r,
    keep: _k,
    forgetKey: _f,
    spy: _s,
    insecure: _i,
    upstreamProxy: _u,
    to: _t,
    validateRequest: _v,
    ...served
  } = flags;
  const config = configOf([vendor], { ...served, strict: false, errors: false, ephemeral: true });
  const name = config.vendors?.[0] ?? Object.keys(config.documents ?? {})[0] ?? vendor;
  return { ...config, upstreams: { [name]: upstreamOf(flags, to) } };
}

const onRefusal = (explanation: Explanation): void => {
  process.stderr.write(formatExplanationLine(explanation));
};

/**
 * @param vendor name of a vendor, or path or address of an OpenAPI document
 * @param address of the real vendor; `--to` says the same
 */
export async function proxy(vendor: string, address: string | undefined, flags: ProxyFlags): Promise<void> {
  const to = flags.to ?? address;
  if (to === undefined)
    throw new ConfigError('the address of the vendor is missing; name it with --to https://api.example.com');
  const config = proxyConfig(await localName(vendor), to, flags);
  const emulator = await createEmulator({
    ...config,
    vendors: await loadVendorModules(config.vendors),
    deadlines: DEADLINES,
    ...((flags.verbose ?? process.stderr.isTTY) ? { onRefusal } : {}),
  });
  closeOnSignals(emulator);
  if (flags.insecure === true)
    process.stderr.write(`vendouble: WARNING: the certificate of ${to} is not verified (--insecure)\n`);
  for (const field of flags.keep ?? [])
    process.stderr.write(`vendouble: the field ${field} is recorded as it is (--keep)\n`);
  if (flags.strict === true || flags.errors === true)
    process.stderr.write('vendouble: bodies are buffered up to 1 MiB and larger ones rejected (--strict)\n');
  if (emulator.adminToken !== undefined)
    process.stdout.write(`token of the control plane: ${emulator.adminToken}\n`);
  const [name = vendor] = Object.keys(config.upstreams ?? {});
  process.stdout.write(`${name}: ${emulator.url(name)} → ${to}\n`);
  if (emulator.intercept !== undefined)
    process.stdout.write(await describePorts(emulator.intercept, undefined));
  if (flags.record !== undefined) process.stdout.write(`recording: ${flags.record}\n`);
  process.stdout.write(`vendouble ready ${emulator.url()}\n`);
}
