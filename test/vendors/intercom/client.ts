/** The official client as it is published, with the few words of it that the tests use. */
import { createRequire } from 'node:module';
import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import type { Wire } from './support.ts';

/** What the client's promises give. */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Wire;
}

/** What they reject with. */
export interface ClientError extends Error {
  readonly statusCode: number;
  readonly body: Wire;
}

type Calls<Names extends string> = Readonly<Record<Names, (...args: unknown[]) => Promise<Reply>>>;

export interface Client {
  readonly users: Calls<
    | 'create'
    | 'update'
    | 'list'
    | 'listBy'
    | 'find'
    | 'archive'
    | 'bulk'
    | 'requestPermanentDeletion'
    | 'requestPermanentDeletionByParams'
  > & { readonly scroll: { each(params: object, page: (reply: Reply) => unknown): Promise<void> } };
  readonly tags: Calls<'create' | 'tag' | 'untag' | 'delete' | 'list'>;
  readonly events: Calls<'create' | 'listBy'>;
  readonly companies: Calls<'listUsers'>;
  readonly counts: Calls<
    | 'appCounts'
    | 'userTagCounts'
    | 'userSegmentCounts'
    | 'companyTagCounts'
    | 'companySegmentCounts'
    | 'companyUserCounts'
    | 'conversationCounts'
  >;
  readonly leads: Calls<'convert'>;
  readonly visitors: Calls<'convert'>;
  readonly customers: Calls<'search'>;
  useRequestOpts(options: object): Client;
  usePromises(): Client;
  nextPage(pages: object): Promise<Reply>;
  ping(told: (status: number) => void): void;
}

const { Client: Published } = createRequire(import.meta.url)('intercom-client') as {
  readonly Client: new (credentials: object) => Client;
};

/** The client, aimed at the emulator in the way its README tells. */
export const clientOf = (
  emulator: Emulator,
  credentials: object = { token: 'token' },
  headers: object = {},
): Client =>
  new Published(credentials).useRequestOpts({ baseUrl: emulator.url('intercom'), headers }).usePromises();

/** What a call that must fail rejects with. */
export const failureOf = (call: Promise<unknown>): Promise<ClientError> =>
  call.then(
    () => {
      throw new Error('the call did not fail');
    },
    (error: ClientError) => error,
  );
