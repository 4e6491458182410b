/** As much of a Pact broker as a verifier asks for: its index, the pacts of a provider, results, branches and tags. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './support.ts';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface BrokerStub extends Disposable {
  readonly url: string;
  readonly heard: readonly Heard[];
}

const ALLOWED = ['Bearer secret', `Basic ${btoa('ada:pass')}`];

/** @param pending whether the pacts are pending for the provider */
export async function openBroker(pacts: readonly Json[], pending = false): Promise<BrokerStub> {
  const heard: Heard[] = [];
  const link = (path: string, more: Json = {}): Json => ({ href: `${url}${path}`, ...more });
  const provider = '/pacticipants/Intercom';
  const documents: Readonly<Record<string, () => Json>> = {
    '/': () => ({
      _links: {
        self: link('/'),
        'pb:provider-pacts-for-verification': link('/for/{provider}', { templated: true }),
      },
    }),
    '/for/Intercom': () => ({
      _embedded: {
        pacts: pacts.map((_pact, index) => ({
          shortDescription: 'latest',
          verificationProperties: { pending, notices: [] },
          _links: { self: link(`/pacts/${index}`, { name: 'a pact' }) },
        })),
      },
      _links: { self: link('/for/Intercom') },
    }),
    ...Object.fromEntries(
      pacts.map((pact, index) => [
        `/pacts/${index}`,
        () => ({
          ...pact,
          _links: {
            self: link(`/pacts/${index}`),
            'pb:provider': link(provider),
            'pb:publish-verification-results': link('/results'),
          },
        }),
      ]),
    ),
    '/results': () => ({ _links: { self: link('/results') } }),
    [provider]: () => ({
      name: 'Intercom',
      _links: {
        self: link(provider),
        'pb:version-tag': link(`${provider}/versions/{version}/tags/{tag}`, { templated: true }),
        'pb:branch-version': link(`${provider}/branches/{branch}/versions/{version}`, { templated: true }),
      },
    }),
  };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      heard.push({ method, path, headers, body });
      const isPut = method === 'PUT' && path.startsWith(`${provider}/`);
      const document = isPut ? () => ({ _links: {} }) : documents[path];
      const allowed = ALLOWED.includes(headers.authorization ?? '');
      response.writeHead(!allowed ? 401 : document === undefined ? 404 : 200, {
        'content-type': 'application/hal+json',
      });
      response.end(JSON.stringify(document?.() ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    heard,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
