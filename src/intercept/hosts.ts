/** Which hosts vendors have in production: those of their contracts' `servers`, and those of the configuration. */
import { type Config, ConfigError } from '../config/config.ts';
import { describedOperations } from '../contract/document/described-operations.ts';
import { isObject } from '../core/is-object.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Service } from '../services/service.ts';

/** A host of a vendor. A `*` in its name stands for one label, or for a part of one. */
export interface VendorHost {
  readonly scheme: 'http' | 'https';
  readonly name: string;
  readonly port: number;
}

/** A host, and who is served there. */
export interface ServedHost extends VendorHost {
  readonly service: Service;
}

const PORTS = { http: 80, https: 443 } as const;

/** Most addresses that one server stands for by the values of its variables; beyond, a `*` stands for them. */
const MOST_VALUES = 100;

/** The URL of a server with its variables replaced: by each value of an `enum`, otherwise by `*`. */
function expand(
  url: string,
  variables: Readonly<Record<string, unknown>>,
  most: number = MOST_VALUES,
): readonly string[] {
  const [whole, name = ''] = /\{([^{}]+)\}/.exec(url) ?? [];
  if (whole === undefined) return [url];
  const variable = isObject(variables[name]) ? variables[name] : {};
  const named: readonly unknown[] = Array.isArray(variable.enum) ? variable.enum : [];
  const values = named.length === 0 || named.length > most ? ['*'] : named;
  return values.flatMap((value) =>
    expand(
      url.replace(whole, () => String(value)),
      variables,
      Math.floor(most / values.length),
    ),
  );
}

const withDefaults = (url: string, variables: Readonly<Record<string, unknown>>): string =>
  url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : whole;
  });

/** Two labels at the end must be known: whoever signs for `*.com` signs for the world. */
const isNarrow = (name: string): boolean => /^(?:[a-z0-9*-]+\.)*[a-z0-9-]+\.[a-z0-9-]+$/.test(name);

/** @returns `undefined` for what is no address of a vendor: a path, this machine, a name that could be anything */
function parseHost(address: string): VendorHost | undefined {
  const [, scheme = 'https', name = '', digits] =
    /^(?:(https?):\/\/)?([^/:?#@[\]]+)(?::(\d{1,5}))?(?:[/?#].*)?$/.exec(address.toLowerCase()) ?? [];
  if ((scheme !== 'http' && scheme !== 'https') || isLoopback(name) || !isNarrow(name)) return undefined;
  // An address of four numbers is no name.
  if (/^[\d.]+$/.test(name)) return undefined;
  const port = digits === undefined ? PORTS[scheme] : Number(digits);
  return { scheme, name, port };
}

function hostsOfServer(server: unknown): readonly VendorHost[] {
  if (!isObject(server) || typeof server.url !== 'string') return [];
  const { url, variables: given } = server;
  if (!/^https?:\/\//i.test(url)) return [];
  const variables = isObject(given) ? given : {};
  const host = url.replace(/^(https?:\/\/[^/?#]*).*$/i, '$1');
  return [...expand(host, variables), withDefaults(host, variables)].flatMap((one) => parseHost(one) ?? []);
}

/** The place of a document of which only the values matter. */
const ANYWHERE = { file: '', pointer: '' };

/** The `servers` of a document, of its paths and of their operations. */
function serversOf(document: unknown): readonly unknown[] {
  const own = (node: unknown): readonly unknown[] =>
    isObject(node) && Array.isArray(node.servers) ? node.servers : [];
  const paths = isObject(document) && isObject(document.paths) ? Object.values(document.paths) : [];
  const root = { value: document, at: ANYWHERE };
  const operations = paths
    .flatMap((value) => describedOperations({ value, at: ANYWHERE }, root))
    .map(([, { value }]) => value);
  return [document, ...paths, ...operations].flatMap(own);
}

const isSame = (one: VendorHost, other: VendorHost): boolean =>
  one.scheme === other.scheme && one.name === other.name && one.port === other.port;

function hostsOf({ versions }: Service, configured: readonly string[]): readonly VendorHost[] {
  const described = [...versions.values()].flatMap(({ contract }) => serversOf(contract.document));
  const all = [...described.flatMap(hostsOfServer), ...configured.flatMap((name) => parseHost(name) ?? [])];
  return all.filter((host, index) => all.findIndex((other) => isSame(host, other)) === index);
}

/**
 * The hosts of every vendor that is served.
 *
 * @throws {ConfigError} for a host of the configuration that cannot be served
 */
export function findHosts(services: readonly Service[], { hosts = {} }: Config): readonly ServedHost[] {
  for (const [vendor, names] of Object.entries(hosts)) {
    const wrong = names.find((name) => parseHost(name) === undefined);
    if (wrong !== undefined)
      throw new ConfigError(
        `the configuration key hosts.${vendor}: ${JSON.stringify(wrong)} is not a host that can be served; write a name such as api.example.com or *.example.com, with http:// or a port where it has one`,
      );
  }
  return services.flatMap((service) =>
    hostsOf(service, hosts[service.vendor.name] ?? []).map((host) => ({ ...host, service })),
  );
}

/** Whether a name is one that the pattern stands for. */
export const matchesName = (pattern: string, name: string): boolean =>
  pattern.includes('*')
    ? new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`).test(name)
    : pattern === name;

/** The longest ending of a pattern without a `*`: what certificates are limited to. */
export const suffixOf = (pattern: string): string => pattern.replace(/^.*\*[^.]*\.?/, '');

/** As an address, for people: without the port that its scheme has anyway. */
export const addressOf = ({ scheme, name, port }: VendorHost): string =>
  `${scheme}://${name.includes(':') ? `[${name}]` : name}${port === PORTS[scheme] ? '' : `:${port}`}`;
