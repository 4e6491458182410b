/**
 * OAuth's device authorization (RFC 8628) on the clock of the world: pending until the user is taken to have agreed, and
 * `slow_down` for a client that asks too often.
 */
import type { Contract } from '../../contract/contract.ts';
import { DEVICE_AUTHORIZATION, DEVICE_TOKEN } from '../../contract/document/device-endpoints.ts';
import { type Collections, collection, type State } from '../../core/store.ts';
import type { AnyHandler, HandlerContext, Reply, Vendor } from '../../core/vendor.ts';

/** Seconds after which the user is taken to have agreed. */
const AGREES_AFTER = 10;
/** Seconds that a code is valid. */
const VALID = 600;
/** Seconds that a client waits between two questions; each `slow_down` adds as many. */
const INTERVAL = 5;
const TOKEN_VALID = 3_600;

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

interface DeviceGrant {
  readonly code: string;
  readonly client: string;
  readonly scope: string | undefined;
  /** Times in milliseconds. */
  readonly begun: number;
  readonly asked: number | undefined;
  /** Seconds. */
  readonly interval: number;
}

const deviceCollections = {
  'device-grants': collection<DeviceGrant>({ key: 'code' }),
} satisfies Collections;

interface Call extends HandlerContext<State<typeof deviceCollections>> {
  readonly body: Readonly<Record<string, string | undefined>>;
}

const SOURCE = { 'x-vendouble-source': 'inferred', 'cache-control': 'no-store' };
const answer = (status: number, body: object): Reply => ({ status, headers: SOURCE, body });
const refuse = (error: string, error_description: string): Reply => answer(400, { error, error_description });

async function begin({ state, body, ids, now, request }: Call): Promise<Reply> {
  const code = ids.hex(32);
  const user = ids.hex(8).toUpperCase();
  const { client_id: client = '', scope } = body;
  await state['device-grants'].insert({
    ...{ code, client, scope, begun: now.getTime(), asked: undefined, interval: INTERVAL },
  });
  const verification = `${request.base}${request.path}`;
  return answer(200, {
    device_code: code,
    user_code: `${user.slice(0, 4)}-${user.slice(4)}`,
    verification_uri: verification,
    verification_uri_complete: `${verification}?user_code=${user}`,
    ...{ expires_in: VALID, interval: INTERVAL },
  });
}

async function exchange({ state, body, ids, now }: Call): Promise<Reply> {
  if (body.grant_type !== GRANT)
    return refuse('unsupported_grant_type', `only ${GRANT} is answered here, not ${body.grant_type}`);
  const grants = state['device-grants'];
  const grant = await grants.get(body.device_code ?? '');
  if (grant === undefined || grant.client !== (body.client_id ?? ''))
    return refuse('invalid_grant', 'no device code was given to this client, or it was used');
  const time = now.getTime();
  if (time - grant.begun >= VALID * 1_000) return refuse('expired_token', 'the device code has expired');
  const early = grant.asked !== undefined && time - grant.asked < grant.interval * 1_000;
  const interval = early ? grant.interval + INTERVAL : grant.interval;
  await grants.update({ ...grant, asked: time, interval });
  if (early) return refuse('slow_down', `wait ${interval} seconds between two questions`);
  if (time - grant.begun < AGREES_AFTER * 1_000)
    return refuse('authorization_pending', `the user agrees ${AGREES_AFTER} seconds after the beginning`);
  await grants.remove(grant.code);
  const { scope } = grant;
  return answer(200, {
    ...{ access_token: ids.hex(40), token_type: 'Bearer', expires_in: TOKEN_VALID },
    ...(scope === undefined ? {} : { scope }),
  });
}

const handlers: Readonly<Record<string, AnyHandler>> = {
  [DEVICE_AUTHORIZATION]: begin,
  [DEVICE_TOKEN]: exchange,
};

/** What a vendor needs for the operations that are added for a device flow; nothing for a document without one. */
export const deviceAuthorization = ({
  operations,
}: Contract): Partial<Pick<Vendor, 'collections'>> & {
  readonly handlers?: Readonly<Record<string, AnyHandler>>;
} => (operations.some(({ id }) => id === DEVICE_TOKEN) ? { handlers, collections: deviceCollections } : {});
