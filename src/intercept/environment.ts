/** The environment in which programs of each language reach the emulator without a change. */

import type { Shell } from '../core/shells.ts';
import { plainName } from './egress.ts';
import type { InterceptFiles } from './files.ts';
import { matchesName } from './hosts.ts';
import type { Interception } from './intercept.ts';

type Environment = Readonly<Record<string, string>>;
type Given = Readonly<Record<string, string | undefined>>;

/** What never goes through a proxy. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Node takes options apart at spaces, and reads quotes and backslashes. */
const quoted = (path: string): string => `"${path.replace(/[\\"]/g, '\\$&')}"`;

const joined = (before: string | undefined, added: string): string =>
  before === undefined || before === '' ? added : `${before} ${added}`;

/** `NO_PROXY` as it was, but for the names of vendors: a client that is served here must use the proxy. */
function noProxy({ hosts, upstream }: Interception): string {
  const kept = upstream.direct.filter(
    (entry) =>
      entry !== '*' &&
      !hosts.some(({ name }) => {
        const bare = plainName(entry).replace(/^[*.]+/, '');
        return name === bare || name.endsWith(`.${bare}`) || matchesName(name, bare);
      }),
  );
  return [...new Set([...LOOPBACK, ...kept])].join(',');
}

function javaOptions(host: string, port: number, files: InterceptFiles): string {
  const options = [
    `-Dhttps.proxyHost=${host}`,
    `-Dhttps.proxyPort=${port}`,
    `-Dhttp.proxyHost=${host}`,
    `-Dhttp.proxyPort=${port}`,
    '-Dhttp.nonProxyHosts=localhost|127.*|[::1]',
    ...(files.trustStore === undefined
      ? []
      : [`-Djavax.net.ssl.trustStore=${files.trustStore}`, '-Djavax.net.ssl.trustStorePassword=changeit']),
  ];
  return options.map((option) => (/\s/.test(option) ? `"${option}"` : option)).join(' ');
}

export interface EnvironmentOptions {
  /** World that every call belongs to; by credential when absent. */
  readonly world?: string | undefined;
  /** What is set already, and kept where it can be. */
  readonly given: Given;
  /** By which programs reach the emulator, where that is not the address it listens on. */
  readonly host?: string | undefined;
}

/** @throws {RangeError} for a world that is not there */
export async function environmentOf(
  interception: Interception,
  files: InterceptFiles,
  { world, given, host = interception.ports.host }: EnvironmentOptions,
): Promise<Environment> {
  const { ports, hosts, rules } = interception;
  const port = ports.proxy ?? 0;
  const proxy = `http://${world === undefined ? '' : `${world}@`}${host.includes(':') ? `[${host}]` : host}:${port}`;
  const direct = noProxy(interception);
  const settings = {
    host,
    proxy: port,
    tls: world === undefined ? ports.tls : await interception.tlsPortOf(world),
    plain: ports.plain,
    hosts: hosts.map(({ scheme, name, port: of }) => [scheme, name, of]),
    guard: rules.guard ?? null,
  };
  const { PHP_INI_SCAN_DIR: scanned = '' } = given;
  return {
    // Most programs read one case or the other; Ruby takes the proxy for https from `http_proxy`.
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    http_proxy: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    // Node.
    NODE_OPTIONS: joined(given.NODE_OPTIONS, `--require ${quoted(files.preload)}`),
    // The same for Bun, whose options are quoted as a whole.
    BUN_OPTIONS: joined(given.BUN_OPTIONS, quoted(`--preload=${files.preload}`)),
    NODE_EXTRA_CA_CERTS: files.bundle,
    VENDOUBLE_INTERCEPT: JSON.stringify(settings),
    // OpenSSL's own default: Python, Ruby, Go, .NET; then requests, curl, botocore and Deno.
    SSL_CERT_FILE: files.bundle,
    REQUESTS_CA_BUNDLE: files.bundle,
    CURL_CA_BUNDLE: files.bundle,
    AWS_CA_BUNDLE: files.bundle,
    DENO_CERT: files.certificate,
    PHP_INI_SCAN_DIR: `${scanned}${process.platform === 'win32' ? ';' : ':'}${files.phpFolder}`,
    JAVA_TOOL_OPTIONS: joined(given.JAVA_TOOL_OPTIONS, javaOptions(host, port, files)),
    // Otherwise npm and Deno look for newer versions of themselves, which are calls to the real world.
    NO_UPDATE_NOTIFIER: '1',
    npm_config_update_notifier: 'false',
    DENO_NO_UPDATE_CHECK: '1',
  };
}

const single = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

const LINES: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  bash: (name, value) => `export ${name}=${single(value)}`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, '\\$&')}'`,
  pwsh: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
  docker: (name, value) => `${name}=${value}`,
};

export const formatEnvironment = (environment: Environment, shell: Shell): string =>
  `${Object.entries(environment)
    .map(([name, value]) => LINES[shell](name, value))
    .join('\n')}\n`;
