/** A small vendor of the tests' own, so that what the core promises is tested without leaning on a real one. */
import { fileURLToPath } from 'node:url';
import { collection, type State } from '../../src/core/store.ts';
import {
  type AnyHandler,
  DEFAULT_ACCOUNT,
  type Failure,
  fail,
  type HandlerContext,
  type Reply,
  type Vendor,
} from '../../src/core/vendor.ts';

interface Pet {
  readonly id: string;
  readonly name: string;
  readonly age?: number | null;
}

const collections = { pets: collection<Pet>({ key: 'id', unique: ['name'] }) };

interface Call extends HandlerContext<State<typeof collections>> {
  readonly path: { readonly petId: string };
  readonly query: { readonly limit: number };
  readonly body: { readonly name: string; readonly age?: number | null };
}

export const handlers = {
  listPets: async ({ state, query }: Call) => ({
    status: 200,
    body: { pets: await state.pets.page({ limit: query.limit }), query },
  }),
  createPet: async ({ state, body, ids }: Call) => {
    const [twin] = await state.pets.findBy('name', body.name);
    if (twin !== undefined) throw fail('taken', { name: body.name });
    return { status: 201, body: await state.pets.insert({ id: ids.hex(8), ...body }) };
  },
  getPet: async ({ state, path }: Call) => ({
    status: 200,
    body: (await state.pets.get(path.petId)) ?? missing(),
  }),
  deletePet: async ({ state, path }: Call) =>
    (await state.pets.remove(path.petId)) ? { status: 204 } : missing(),
};

function missing(): never {
  throw fail('missing');
}

const STATUS: Readonly<Record<Failure['kind'], number>> = {
  route_not_found: 404,
  method_not_allowed: 405,
  malformed_body: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  unauthenticated: 401,
  forbidden: 403,
  invalid_request: 400,
  domain: 409,
  rate_limited: 429,
  injected: 500,
};

const renderFailure = (failure: Failure): Reply => {
  const missing = failure.kind === 'domain' && failure.code === 'missing';
  const status = missing ? 404 : failure.kind === 'injected' ? failure.status : STATUS[failure.kind];
  const words =
    failure.kind === 'invalid_request'
      ? failure.issues.map((issue) => `${issue.in}${issue.pointer} ${issue.keyword}`).join(', ')
      : failure.kind;
  return { status, body: { error: words } };
};

/** The vendor, with parts replaced where a test wants them different. */
export const petshop = (
  overrides: Partial<Vendor> & {
    readonly spec?: string;
    readonly handlers?: Record<string, AnyHandler>;
  } = {},
): Vendor => {
  const {
    spec = fileURLToPath(new URL('./specs/petshop.yaml', import.meta.url)),
    handlers: own,
    ...rest
  } = overrides;
  return {
    name: 'petshop',
    title: 'Petshop',
    versions: { v1: { spec, handlers: own ?? handlers } },
    collections,
    account: {
      type: 'object',
      required: ['token'],
      additionalProperties: false,
      properties: { token: { type: 'string' } },
    },
    identify: (headers, accounts) => {
      const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      if (token === undefined) return { failure: { kind: 'unauthenticated', reason: 'missing' } };
      const declared = accounts.findIndex((account) => account.token === token);
      if (accounts.length > 0 && declared < 0)
        return { failure: { kind: 'unauthenticated', reason: 'wrong' } };
      if (declared >= 0) return { caller: { account: `account ${declared}`, schemes: ['token'] } };
      return { caller: { account: token === 'other' ? 'other' : DEFAULT_ACCOUNT, schemes: ['token'] } };
    },
    keyOf: (headers) => /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1],
    issue: (ids) => {
      const token = ids.hex(16);
      return { account: { token }, key: token, headers: { authorization: `Bearer ${token}` } };
    },
    precedence: [
      'rate_limited',
      'unauthenticated',
      'unsupported_media_type',
      'malformed_body',
      'invalid_request',
    ],
    reports: 'all',
    routing: { trailingSlash: 'significant', caseSensitive: true },
    renderFailure,
    ...rest,
  };
};
