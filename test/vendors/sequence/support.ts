/** How the tests talk to Sequence: send as a client would, and read users back by GraphQL. */

import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { type Answer, basic, senderTo, type Wire } from '../../support/client.ts';
import { starterOf } from '../../support/start.ts';

export { type Answer, basic, type Wire } from '../../support/client.ts';
export { NOW } from '../../support/start.ts';

/** The length of the vendor's tokens. */
export const TOKEN = '0123456789abcdef0123456789abcdef0123';

export const start = starterOf('sequence');

export const post = (
  emulator: Emulator,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
): Promise<Answer> =>
  senderTo(emulator.url('sequence'), { authorization: basic(`${TOKEN}:`) })('POST', path, body, headers);

export const query = (emulator: Emulator, text: string, variables?: unknown): Promise<Answer> =>
  post(emulator, '/graphql', { query: text, variables });

const FIELDS = `id browser browserLanguage browserVersion city companyName country email externalId firstName industry
  intercomId lastName lastSeenAt os phone photo region signedUpAt traits title userId websiteUrl createdAt updatedAt`;

/** The user with this `externalId`, with every field. */
export async function read(emulator: Emulator, externalId: string): Promise<Wire> {
  const text = `query ($id: String) { productUsers(customerId: $id) { nodes { ${FIELDS} } } }`;
  const { body } = await query(emulator, text, { id: externalId });
  return body.data.productUsers.nodes[0];
}

export async function count(emulator: Emulator): Promise<number> {
  return (await query(emulator, '{ productUsers { rows } }')).body.data.productUsers.rows;
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What `POST /user` answers, byte for byte. */
export const processedText = (messageId: string): string =>
  `{"success":true,"total":1,"errors":0,"processed":1,"batch":[{"messageId":"${messageId}","success":true,"processed":true}]}`;

export const failedText = (messageId: string): string =>
  `{"success":true,"total":1,"errors":0,"processed":0,"batch":[{"messageId":"${messageId}","success":false,"processed":false,"error":"An error occured processing the event"}]}`;

/** Whether `POST /user` stored the body. */
export async function stores(emulator: Emulator, body: unknown): Promise<boolean> {
  const answer = await post(emulator, '/user', body);
  const { messageId } = answer.body.batch[0];
  const done = answer.text === processedText(messageId);
  if (!done && answer.text !== failedText(messageId)) throw new Error(`neither of the two: ${answer.text}`);
  return done;
}
