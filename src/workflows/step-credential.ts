/** A credential for a step that sends none of its own: what the operation of a user's document asks for. */
import type { Contract, Operation } from '../contract/contract.ts';
import { member } from '../contract/document/load-document.ts';
import { securitySchemes } from '../contract/document/security.ts';
import { formatBasic } from '../core/authorization.ts';

export interface StepCredential {
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values of query parameters. */
  readonly query: Readonly<Record<string, string>>;
}

/** @param token that the emulator takes */
export function stepCredential(
  { documents }: Contract,
  { security }: Operation,
  token: string,
): StepCredential {
  const schemes = new Map(securitySchemes(documents));
  const headers: Record<string, string> = {};
  const query: Record<string, string> = {};
  for (const name of security[0] ?? []) {
    const scheme = schemes.get(name);
    const text = (word: string): string => String((scheme && member(scheme, word)?.value) ?? '');
    if (text('type') === 'apiKey') {
      if (text('in') === 'query') query[text('name')] = token;
      else if (text('in') === 'cookie')
        headers.cookie = [headers.cookie, `${text('name')}=${token}`].filter(Boolean).join('; ');
      else headers[text('name').toLowerCase()] = token;
    } else
      headers.authorization =
        text('scheme').toLowerCase() === 'basic' ? formatBasic(token, token) : `Bearer ${token}`;
  }
  return { headers, query };
}
