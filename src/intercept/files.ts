/**
 * The files that programs read to trust the emulator: certificates only, never a key. They are in a folder of this
 * process, which goes with it; what a killed process left behind goes at the next start.
 */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { CODE } from '../core/package-folders.ts';

type Given = Readonly<Record<string, string | undefined>>;

export interface InterceptFiles {
  /** The folder of all of them but `preload`. */
  readonly folder: string;
  /** The root's certificate alone. */
  readonly certificate: string;
  /** It, and all that this machine trusts. */
  readonly bundle: string;
  /** Settings of PHP, which takes them from nowhere else. */
  readonly phpFolder: string;
  /** The same as the bundle for Java; `undefined` where there is no Java. */
  readonly trustStore: string | undefined;
  /** What Node programs load. */
  readonly preload: string;
  remove(): void;
}

const PREFIX = 'vendouble-intercept-';

/** Where systems keep the certificates they trust. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Variables that may name further certificates, which must go on being trusted. */
const BUNDLE_VARIABLES = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'AWS_CA_BUNDLE',
];

/** What `NODE_OPTIONS` of a program names, and what tests load into their own process. */
export const PRELOAD = join(CODE, 'intercept/preload.cjs');

/** Certificates of a file, each as PEM; none where it cannot be read. */
function certificatesIn(file: string): readonly string[] {
  try {
    return (
      readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    );
  } catch {
    return [];
  }
}

function bundleOf(certificate: string, given: Given): string {
  const system = SYSTEM_BUNDLES.find(existsSync);
  const files = [
    ...(system === undefined ? [] : [system]),
    ...BUNDLE_VARIABLES.flatMap((name) => given[name] || []),
  ];
  const all = [...[...new Set(files)].flatMap(certificatesIn), ...rootCertificates];
  const normalized = all.map((text) => text.replaceAll('\r', '').trim());
  return `${[...new Set(normalized)].join('\n')}\n${certificate}`;
}

/** Whether a process of this machine runs. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The name says whose folder it is: containers share folders, but not their processes. */
const nameOf = (): string => `${PREFIX}${hostname().replace(/[^\w.]/g, '_')}-`;

/** Removes what processes left that are gone. */
function removeAbandoned(parent: string): void {
  const mine = nameOf();
  for (const name of readdirSync(parent).filter((one) => one.startsWith(mine))) {
    const pid = Number(/^(\d+)-/.exec(name.slice(mine.length))?.[1]);
    const folder = join(parent, name);
    try {
      if (Number.isInteger(pid) && !isRunning(pid) && statSync(folder).uid === process.getuid?.())
        rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else removed it.
    }
  }
}

/** The folder of the Java that programs would run: that of `JAVA_HOME`, or of the first `java` in `PATH`. */
function javaHome({ JAVA_HOME: home, PATH: path = '' }: Given): string | undefined {
  if (home !== undefined && existsSync(join(home, 'bin'))) return home;
  const name = process.platform === 'win32' ? 'keytool.exe' : 'keytool';
  const found = path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);
  return found === undefined ? undefined : dirname(dirname(realpathSync(found)));
}

/** Java's own certificates and ours. @returns `undefined` where there is no Java, or none that works */
async function createTrustStore(
  folder: string,
  certificate: string,
  given: Given,
): Promise<string | undefined> {
  const home = javaHome(given);
  const own =
    home && [join(home, 'lib/security/cacerts'), join(home, 'jre/lib/security/cacerts')].find(existsSync);
  if (home === undefined || own === undefined) return undefined;
  const store = join(folder, 'truststore');
  copyFileSync(own, store);
  chmodSync(store, 0o600);
  const keytool = join(home, 'bin', process.platform === 'win32' ? 'keytool.exe' : 'keytool');
  const parameters = [
    '-importcert',
    '-noprompt',
    '-alias',
    'vendouble',
    '-file',
    certificate,
    '-keystore',
    store,
    '-storepass',
    'changeit',
  ];
  try {
    await promisify(execFile)(keytool, parameters, { timeout: 30_000 });
    return store;
  } catch {
    rmSync(store, { force: true });
    return undefined;
  }
}

/** @param given the environment that programs would have otherwise */
export async function writeFiles(certificate: string, given: Given): Promise<InterceptFiles> {
  removeAbandoned(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), `${nameOf()}${process.pid}-`));
  const phpFolder = join(folder, 'php');
  const file = join(folder, 'ca.pem');
  const bundle = join(folder, 'bundle.pem');
  mkdirSync(phpFolder);
  writeFileSync(file, certificate);
  writeFileSync(bundle, bundleOf(certificate, given));
  writeFileSync(
    join(phpFolder, 'vendouble.ini'),
    `curl.cainfo = "${bundle}"\nopenssl.cafile = "${bundle}"\n`,
  );
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    folder,
    certificate: file,
    bundle,
    phpFolder,
    trustStore: await createTrustStore(folder, file, given),
    preload: PRELOAD,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}
