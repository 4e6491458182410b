/**
 * The endpoints of OAuth's device authorization (RFC 8628) that a security scheme of OpenAPI 3.2 names. A document does
 * not describe them as paths, so that they are added to it.
 */
import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from './edition.ts';

/** Identifiers of the operations that are added. */
export const DEVICE_AUTHORIZATION = 'vendouble.deviceAuthorization';
export const DEVICE_TOKEN = 'vendouble.deviceToken';

type Fields = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const seconds = { type: 'integer', minimum: 0 };
const FORM = 'application/x-www-form-urlencoded';

const object = (properties: Fields, required: readonly string[]): object => ({
  type: 'object',
  required,
  properties,
});
const reply = (schema: object): object => ({ content: { 'application/json': { schema } } });
const error = reply(object({ error: text, error_description: text }, ['error']));

const operation = (operationId: string, summary: string, body: object, success: object): object => ({
  // Not below the base path of the API: the URL of the scheme is a whole one.
  servers: [{ url: '/' }],
  post: {
    operationId,
    summary,
    security: [],
    'x-vendouble-role': 'none',
    requestBody: { required: true, content: { [FORM]: { schema: body } } },
    responses: { 200: reply(success), 400: error },
  },
});

const authorization = (): object =>
  operation(
    DEVICE_AUTHORIZATION,
    'Begins the authorization of a device',
    object({ client_id: text, scope: text }, ['client_id']),
    object(
      {
        ...{ device_code: text, user_code: text, verification_uri: text, verification_uri_complete: text },
        ...{ expires_in: seconds, interval: seconds },
      },
      ['device_code', 'user_code', 'verification_uri', 'expires_in'],
    ),
  );

const token = (): object =>
  operation(
    DEVICE_TOKEN,
    'Exchanges a device code for a token',
    object({ grant_type: text, device_code: text, client_id: text }, ['grant_type']),
    object({ access_token: text, token_type: text, expires_in: seconds, scope: text }, [
      'access_token',
      'token_type',
    ]),
  );

const pathOf = (url: unknown): string | undefined =>
  typeof url === 'string' && URL.canParse(url, 'http://localhost')
    ? new URL(url, 'http://localhost').pathname
    : undefined;

function deviceFlow(document: Fields): Fields | undefined {
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : [];
  for (const scheme of schemes) {
    const flows = isObject(scheme) && isObject(scheme.flows) ? scheme.flows : {};
    if (isObject(flows.deviceAuthorization)) return flows.deviceAuthorization;
  }
  return undefined;
}

/** The document with the endpoints of its device flow. Paths that it describes itself stay as they are. */
export function withDeviceEndpoints(document: unknown): unknown {
  if (!isObject(document) || !isOpenApi32({ value: document, at: { file: '', pointer: '' } }))
    return document;
  const flow = deviceFlow(document);
  const [begin, exchange] = [pathOf(flow?.deviceAuthorizationUrl), pathOf(flow?.tokenUrl)];
  if (begin === undefined || exchange === undefined || begin === exchange) return document;
  const paths = isObject(document.paths) ? document.paths : {};
  const described = Object.keys(paths).some((path) => begin.endsWith(path) || exchange.endsWith(path));
  return described
    ? document
    : { ...document, paths: { ...paths, [begin]: authorization(), [exchange]: token() } };
}
