/** Says what was wrong with a credential. */
import type { Contract, Operation } from '../contract/contract.ts';
import type { Failure } from '../core/vendor.ts';

type Unauthenticated = Extract<Failure, { kind: 'unauthenticated' }>;

/** The credentials that an operation takes, in words. */
function required(contract: Contract, operation: Operation | undefined): string {
  const names = operation?.security.map((alternative) => alternative.map((name) => contract.scheme(name)));
  const words = (names ?? []).map((alternative) => alternative.join(' together with '));
  return `${operation?.id ?? 'the vendor'} asks for ${words.join(', or for ') || 'a credential'}`;
}

/**
 * @param headers as the journal shows them, masked
 * @param declared number of accounts that the configuration declares
 */
export function describeCredential(
  { reason }: Unauthenticated,
  contract: Contract,
  operation: Operation | undefined,
  headers: Readonly<Record<string, string>>,
  declared: number,
): string {
  const { authorization } = headers;
  const takes = required(contract, operation);
  switch (reason) {
    case 'missing':
      return authorization === undefined
        ? `no credential was sent; ${takes}`
        : `this is not a credential of this API: authorization: ${authorization}; ${takes}`;
    case 'malformed':
      return `the credential is malformed: authorization: ${authorization ?? 'nothing'}; ${takes}`;
    case 'wrong':
      return declared > 0
        ? `the credential is wrong: it belongs to none of the ${declared} declared accounts; use one of theirs, or declare it in the configuration`
        : 'the credential is wrong: it is well-formed and opens no account; without declared accounts only those are refused that are empty or begin with "invalid"';
    case 'insufficient':
      return `the credential is not enough for this operation; ${takes}`;
    default: {
      const unknown: never = reason;
      return unknown;
    }
  }
}
