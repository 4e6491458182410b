/** The messages that an API sends of its own accord, as a contract describes them under `webhooks`. */

import { STANDARD_RETRIES } from '../core/webhook.ts';
import { type Content, contentOf } from './content.ts';
import type { Contract } from './contract.ts';
import { type Location, member, members, type Node } from './document/load-document.ts';

export interface Webhook {
  /** Its topic. */
  readonly name: string;
  /** Upper case. */
  readonly method: string;
  readonly content: readonly Content[];
  /** How it is signed, as `x-vendouble-webhook` of the webhook or of the document says; not validated. */
  readonly signer: unknown;
  /** Operations that cause it, as `on` of `x-vendouble-webhook` says. */
  readonly on: readonly string[];
  /** Seconds to wait after each failed attempt, as `retries` of `x-vendouble-webhook` says. */
  readonly retries: readonly number[];
  readonly at: Location;
}

/** Methods that carry a message. */
const SENDING = ['post', 'put', 'patch'];

/** A word of `x-vendouble-webhook` at the nearest of some places. */
function settingOf(name: string, places: readonly Node[]): unknown {
  for (const node of places) {
    const settings = member(node, 'x-vendouble-webhook');
    const value = settings && member(settings, name)?.value;
    if (value !== undefined) return value;
  }
  return undefined;
}

const textsIn = (value: unknown): readonly string[] =>
  [value].flat().filter((one) => typeof one === 'string');

/** The schedule of Standard Webhooks 1.0 has the name `standard`. */
const retriesIn = (value: unknown): readonly number[] =>
  value === 'standard'
    ? STANDARD_RETRIES
    : Array.isArray(value)
      ? value.filter((one): one is number => typeof one === 'number' && one >= 0)
      : [];

/** The webhooks of a contract, in the order of the document. @throws {ContractError} for one that cannot be read */
export function webhooksOf({
  documents,
  schemas,
}: Pick<Contract, 'documents' | 'schemas'>): readonly Webhook[] {
  return members(member(documents.root, 'webhooks'))
    .filter(([name]) => !name.startsWith('x-'))
    .flatMap(([name, item]) => {
      const path = documents.resolve(item);
      const method = SENDING.find((known) => member(path, known) !== undefined);
      const described = method === undefined ? undefined : member(path, method);
      if (method === undefined || described === undefined) return [];
      const operation = documents.resolve(described);
      const body = member(operation, 'requestBody');
      const content =
        body === undefined ? [] : contentOf(documents.resolve(body), 'request', documents, schemas);
      const places = [operation, path, documents.root];
      return [
        {
          name,
          method: method.toUpperCase(),
          content,
          signer: settingOf('signer', places),
          on: textsIn(settingOf('on', places)),
          retries: retriesIn(settingOf('retries', places)),
          at: item.at,
        },
      ];
    });
}
