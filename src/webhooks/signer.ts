/** How a delivery is signed: what a document, the configuration and the command line name with one word. */

/** Each is a way that vendors sign, or the absence of one. */
export type Signer =
  | { readonly kind: 'none' }
  /** `X-Hub-Signature: sha1=…` or `X-Hub-Signature-256: sha256=…`, the HMAC of the body in hexadecimal. */
  | { readonly kind: 'hub'; readonly algorithm: 'sha1' | 'sha256'; readonly header: string }
  /** `webhook-id`, `webhook-timestamp` and `webhook-signature`, as standardwebhooks.com describes them. */
  | { readonly kind: 'standard-webhooks' }
  /** `t=…,v1=…` in one header, as Stripe does it. */
  | { readonly kind: 'timestamped'; readonly header: string }
  /** The secret itself as the value of a header. */
  | { readonly kind: 'header'; readonly header: string }
  /** `Authorization: Basic …`; the secret is `user:password`. */
  | { readonly kind: 'basic' };

const HUB_HEADERS = { sha1: 'X-Hub-Signature', sha256: 'X-Hub-Signature-256' } as const;

/** What may be written, for messages and `--help`. */
export const SIGNER_FORMS =
  'none, hub-sha1, hub-sha256, standard-webhooks, timestamped:<header>, header:<header> or basic';

/** The same as a pattern, for the schemas of the configuration and of `x-vendouble-webhook`. */
export const SIGNER_PATTERN =
  "^(none|standard-webhooks|basic|hub-sha(1|256)(:[A-Za-z0-9!#$%&'*+.^_`|~-]+)?|(timestamped|header):[A-Za-z0-9!#$%&'*+.^_`|~-]+)$";

/** Headers that say how a request is framed and for whom it is. */
const FRAMING =
  /^(host|connection|content-length|content-type|transfer-encoding|expect|upgrade|te|trailer)$/i;

/**
 * Reads the name of a signer: `hub-sha256`, `timestamped:Stripe-Signature`.
 *
 * @returns `undefined` where it is none; say then what {@link SIGNER_FORMS} lists
 */
export function parseSigner(text: unknown): Signer | undefined {
  if (typeof text !== 'string' || !new RegExp(SIGNER_PATTERN).test(text)) return undefined;
  const [name = '', header] = text.split(':', 2);
  if (header !== undefined && FRAMING.test(header)) return undefined;
  switch (name) {
    case 'hub-sha1':
    case 'hub-sha256': {
      const algorithm = name === 'hub-sha1' ? 'sha1' : 'sha256';
      return { kind: 'hub', algorithm, header: header ?? HUB_HEADERS[algorithm] };
    }
    case 'timestamped':
    case 'header':
      return header === undefined ? undefined : { kind: name, header };
    case 'none':
    case 'standard-webhooks':
    case 'basic':
      return { kind: name };
    default:
      return undefined;
  }
}

/** The name of a signer, as {@link parseSigner} reads it. */
export function formatSigner(signer: Signer): string {
  switch (signer.kind) {
    case 'hub': {
      const usual = signer.header === HUB_HEADERS[signer.algorithm];
      return `hub-${signer.algorithm}${usual ? '' : `:${signer.header}`}`;
    }
    case 'timestamped':
    case 'header':
      return `${signer.kind}:${signer.header}`;
    default:
      return signer.kind;
  }
}

/** Whether a signature covers the time at which it was made, so that a receiver can refuse an old one. */
export const hasTimestamp = ({ kind }: Signer): boolean =>
  kind === 'standard-webhooks' || kind === 'timestamped';

/** Whether a delivery can carry the signatures of two secrets at once. */
const canRotate = hasTimestamp;

/** Whether the signature depends on the body. The others prove only that the sender knows a secret. */
export const coversBody = (signer: Signer): boolean => signer.kind === 'hub' || hasTimestamp(signer);

/** `whsec_` and 24 to 64 bytes. */
function isStandardSecret(secret: string): boolean {
  const encoded = secret.replace(/^whsec_/, '');
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a header's value cannot hold them
const UNSENDABLE = /[\u0000-\u001f\u007f]|[^\u0000-\u00ff]|^ | $/;

/**
 * Why a signer cannot use these secrets; `undefined` when it can. No secret at all is possible: deliveries are unsigned.
 *
 * @param secrets the current one first; a second one while secrets are changed
 */
export function whyUnusable(signer: Signer, secrets: readonly string[]): string | undefined {
  const name = formatSigner(signer);
  if (secrets.length === 0) return undefined;
  if (signer.kind === 'none') return 'the signer none takes no secret';
  if (secrets.length > 1 && !canRotate(signer))
    return `${name} carries one signature; give one secret instead of ${secrets.length}`;
  if (secrets.includes('')) return 'the secret is empty';
  if (signer.kind === 'standard-webhooks' && !secrets.every(isStandardSecret))
    return 'a secret of standard-webhooks is whsec_ and 24 to 64 bytes in base64';
  if (signer.kind === 'basic' && !secrets.every((secret) => /^[^:]*:/.test(secret)))
    return 'a secret of basic is user:password';
  if (signer.kind === 'header' && secrets.some((secret) => UNSENDABLE.test(secret)))
    return 'the secret has characters that no header can carry';
  return undefined;
}
