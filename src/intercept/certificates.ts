/**
 * The certificates of one run. A root signs one intermediate and its key is dropped at once. The intermediate may sign
 * only for the names it is limited to, and its key never leaves memory. Java ignores name constraints on a root and
 * honours them on an intermediate.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { createToken } from '../core/ids.ts';

const DAY = 24 * 3_600_000;
/** Days before and after now for which certificates hold: for clocks that are not quite right, and for long runs. */
const HOLDS = { before: 1, after: 30 } as const;

/** Names of this machine, which every run may sign for. */
const LOOPBACK_NETWORKS = ['127.0.0.0/8', '::1/128'];
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'];

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

export interface CertificateAuthority {
  /** The root that clients trust, as PEM. */
  readonly root: string;
  /** The certificate and key for this machine: `localhost` and its addresses. */
  readonly local: KeyPair;
  /** The same for a server name; made once for each name. */
  contextFor(name: string): SecureContext;
}

/** As PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

interface Issuer {
  readonly name: Name;
  readonly keyId: ArrayBuffer;
  readonly key: KeyObject;
}

interface Wish {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly now: Date;
  readonly extensions: readonly Extension[];
}

const extension = (extnID: string, critical: boolean, value: unknown): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const nameOf = (text: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: text }) }),
    ]),
  ]);

const tokenBytes = (count: number): Buffer => Buffer.from(createToken(), 'base64url').subarray(0, count);

/** Identifies a key: random, because nothing compares it with a hash of the key. */
const createKeyId = (): ArrayBuffer => new Uint8Array(tokenBytes(20)).buffer;

const authorityExtensions = (pathLength: number): readonly Extension[] => [
  extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: pathLength })),
  extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
];

/** @param suffixes names, each of which stands for itself and everything below it */
function limitTo(suffixes: readonly string[]): Extension {
  const names = [
    ...[...suffixes, 'localhost'].map((dNSName) => new GeneralName({ dNSName })),
    ...LOOPBACK_NETWORKS.map((iPAddress) => new GeneralName({ iPAddress })),
  ];
  const permitted = new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));
  return extension(id_ce_nameConstraints, true, new NameConstraints({ permittedSubtrees: permitted }));
}

function issue({ commonName, publicKey, now, extensions }: Wish, keyId: ArrayBuffer, issuer: Issuer): Buffer {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  // A serial number must be positive.
  const serial = tokenBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array(serial).buffer,
    signature: algorithm,
    issuer: issuer.name,
    validity: new Validity({
      notBefore: new Date(now.getTime() - HOLDS.before * DAY),
      notAfter: new Date(now.getTime() + HOLDS.after * DAY),
    }),
    subject: nameOf(commonName),
    subjectPublicKeyInfo: AsnConvert.parse(
      publicKey.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId)),
      extension(
        id_ce_authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(issuer.keyId) }),
      ),
    ]),
  });
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(body)), issuer.key);
  const certificate = new Certificate({
    tbsCertificate: body,
    signatureAlgorithm: algorithm,
    signatureValue: new Uint8Array(signatureValue).buffer,
  });
  return Buffer.from(AsnConvert.serialize(certificate));
}

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

const createKeys = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** The root's key is gone when this returns. */
function createIntermediate(
  suffixes: readonly string[],
  now: Date,
): { readonly root: string; readonly intermediate: string; readonly issuer: Issuer } {
  const [rootKeys, keys] = [createKeys(), createKeys()];
  const rootName = `vendouble root of ${now.toISOString()}`;
  const name = `vendouble intermediate of ${now.toISOString()}`;
  const top: Issuer = { name: nameOf(rootName), keyId: createKeyId(), key: rootKeys.privateKey };
  const issuer: Issuer = { name: nameOf(name), keyId: createKeyId(), key: keys.privateKey };
  const root = {
    commonName: rootName,
    publicKey: rootKeys.publicKey,
    now,
    extensions: authorityExtensions(1),
  };
  const extensions = [...authorityExtensions(0), limitTo(suffixes)];
  const middle = { commonName: name, publicKey: keys.publicKey, now, extensions };
  return {
    root: pem(issue(root, top.keyId, top)),
    intermediate: pem(issue(middle, issuer.keyId, top)),
    issuer,
  };
}

/**
 * Makes a root, and the intermediate that signs from then on.
 *
 * @param suffixes the only names to sign for: each with everything below it, and those of this machine
 */
export function createAuthority(suffixes: readonly string[], now: Date): CertificateAuthority {
  const { root, intermediate, issuer } = createIntermediate(suffixes, now);
  const keys = createKeys();
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pairFor = (names: readonly string[]): KeyPair => ({
    cert: leafOf(names, keys.publicKey, now, issuer) + intermediate,
    key,
  });
  const known = new Map<string, SecureContext>();
  return {
    root,
    local: pairFor(LOOPBACK_NAMES),
    contextFor: (name) => {
      const context = known.get(name) ?? createSecureContext(pairFor([name]));
      known.set(name, context);
      return context;
    },
  };
}

function leafOf(names: readonly string[], publicKey: KeyObject, now: Date, issuer: Issuer): string {
  const alternatives = names.map((name) =>
    isIP(name) === 0 ? new GeneralName({ dNSName: name }) : new GeneralName({ iPAddress: name }),
  );
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature)),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, false, new SubjectAlternativeName(alternatives)),
  ];
  // A common name holds at most 64 characters; clients read the alternative names.
  return pem(issue({ commonName: 'vendouble', publicKey, now, extensions }, createKeyId(), issuer));
}
