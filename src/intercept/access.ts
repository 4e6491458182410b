/** What a run gives to the programs that it intercepts. */
import { createRequire } from 'node:module';
import { ControlError } from '../control/control-error.ts';
import type { Shell } from '../core/shells.ts';
import { type EnvironmentOptions, environmentOf, formatEnvironment } from './environment.ts';
import { type InterceptFiles, PRELOAD, writeFiles } from './files.ts';
import { addressOf } from './hosts.ts';
import type { Interception, Ports } from './intercept.ts';

export interface InterceptAccess {
  readonly ports: Ports;
  /** Addresses of vendors that lead to the emulator, such as `https://api.engage.so`. */
  readonly hosts: readonly string[];
  /** What is refused beside: calls to public names, everything beyond this machine, or nothing. */
  readonly guard: 'public' | 'all' | undefined;
  /** The certificate that clients must trust, as PEM. */
  readonly certificate: string;
  /** Whether Java programs trust the emulator. Known once an environment was asked for. */
  readonly coversJava: () => boolean;
  /**
   * Variables for programs that should reach the emulator. Writes the files that they name.
   *
   * @throws {ControlError} for a world that is not there, and where there is no proxy
   */
  environment(options?: Partial<EnvironmentOptions>): Promise<Readonly<Record<string, string>>>;
  /** The same as text. */
  formatEnvironment(shell: Shell, options?: Partial<EnvironmentOptions>): Promise<string>;
  /** Intercepts the connections of this process. @returns takes it back */
  install(): () => void;
  /** What another process needs for the same, by `preload.cjs`. */
  readonly installation: Installation;
  close(): Promise<void>;
}

export interface Installation {
  /** As `InterceptSettings` of `preload.cjs`. */
  readonly settings: object;
  readonly certificate: string;
}

interface Preload {
  install(settings: unknown): () => void;
  trust(certificate: string): () => void;
}

export function createAccess(interception: Interception): InterceptAccess {
  const { ports, hosts, rules, certificate } = interception;
  let files: Promise<InterceptFiles> | undefined;
  let coversJava = false;
  const written = async (given: EnvironmentOptions['given']): Promise<InterceptFiles> => {
    files ??= writeFiles(certificate, given);
    const all = await files;
    coversJava = all.trustStore !== undefined;
    return all;
  };
  const environment = async (options: Partial<EnvironmentOptions> = {}) => {
    if (ports.proxy === undefined)
      throw new ControlError(404, 'there is no proxy; start the emulator with --intercept');
    const given = options.given ?? process.env;
    try {
      return await environmentOf(interception, await written(given), { ...options, given });
    } catch (cause) {
      if (cause instanceof RangeError) throw new ControlError(404, cause.message);
      throw cause;
    }
  };
  const { host, tls, plain, proxy = 0 } = ports;
  const names = hosts.map(({ scheme, name, port }) => [scheme, name, port]);
  const settings = { host, tls, plain, proxy, hosts: names, guard: rules.guard ?? null };
  return {
    ports,
    installation: { settings, certificate },
    hosts: [...new Set(hosts.map(addressOf))],
    guard: rules.guard,
    certificate,
    coversJava: () => coversJava,
    environment,
    formatEnvironment: async (shell, options) => formatEnvironment(await environment(options), shell),
    install: () => {
      const preload = createRequire(PRELOAD)(PRELOAD) as Preload;
      const undo = [preload.trust(certificate), preload.install(settings)];
      return () => {
        for (const one of undo) one();
      };
    },
    close: async () => {
      await interception.close();
      (await files)?.remove();
    },
  };
}
