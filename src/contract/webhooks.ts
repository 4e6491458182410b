/** The messages that an API sends of its own accord, as a contract describes them under `webhooks`. */
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
  readonly at: Location;
}

/** Methods that carry a message. */
const SENDING = ['post', 'put', 'patch'];

const signerOf = (node: Node): unknown => {
  const settings = member(node, 'x-vendouble-webhook');
  return settings && member(settings, 'signer')?.value;
};

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
      const signer = signerOf(operation) ?? signerOf(path) ?? signerOf(documents.root);
      return [{ name, method: method.toUpperCase(), content, signer, at: item.at }];
    });
}
