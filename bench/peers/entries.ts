/** How each peer is started, with as little logging as it allows: what is compared is the answering. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { jsonServerFiles, mockoonFile, wiremockFiles } from './same-work.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const installed = (path: string): string => at(`./node_modules/${path}`);
const DOCUMENT = at('../../specs/engage/v1.yaml');

/** What a peer is started with. */
export interface Place {
  readonly port: string;
  /** An empty folder of its own. */
  readonly folder: string;
}

export interface Entry {
  readonly name: string;
  /** Where it serves the paths of the contract. */
  readonly root: string;
  /** How many times as fast vendouble should create users. */
  readonly target?: number;
  /** The program and its arguments. */
  command(place: Place): readonly [string, ...string[]];
}

/** WireMock reads no OpenAPI: the contract's example of a user is its fixed reply to both calls. */
function stubs(folder: string): void {
  const document = parse(readFileSync(DOCUMENT, 'utf8')) as {
    components: { schemas: { User: { examples: readonly object[] } } };
  };
  const response = { status: 200, jsonBody: document.components.schemas.User.examples[0] };
  mkdirSync(join(folder, 'mappings'));
  const stub = (name: string, request: object): void =>
    writeFileSync(join(folder, 'mappings', `${name}.json`), JSON.stringify({ request, response }));
  stub('create', { method: 'POST', urlPath: '/users' });
  stub('read', { method: 'GET', urlPathTemplate: '/users/{uid}' });
}

const wiremock = (port: string, folder: string): [string, ...string[]] => [
  'java',
  ...['-jar', installed('wiremock/build/wiremock-standalone-3.13.2.jar'), '--port', port],
  ...['--root-dir', folder, '--no-request-journal', '--disable-request-logging', '--disable-banner'],
];

const mockoon = (port: string, document: string): [string, ...string[]] => [
  process.execPath,
  installed('@mockoon/cli/bin/run.js'),
  ...['start', '-d', document, '-p', port, '-X', '--disable-admin-api'],
];

export const ENTRIES: readonly Entry[] = [
  {
    name: 'Prism',
    root: '',
    target: 4.8,
    command: ({ port }) => [
      process.execPath,
      installed('@stoplight/prism-cli/dist/index.js'),
      ...['mock', '-p', port, '-v', 'silent', '--multiprocess=false', DOCUMENT],
    ],
  },
  {
    name: 'Steady',
    root: '',
    target: 1.8,
    command: ({ port }) => [
      process.execPath,
      installed('@stdy/cli/steady.js'),
      ...['-p', port, '--host', '127.0.0.1', '-q', DOCUMENT],
    ],
  },
  {
    name: 'WireMock',
    root: '',
    command: ({ port, folder }) => {
      stubs(folder);
      return wiremock(port, folder);
    },
  },
  {
    name: 'WireMock, checks and echoes',
    root: '',
    target: 2.6,
    command: ({ port, folder }) => {
      wiremockFiles(folder);
      return wiremock(port, folder);
    },
  },
  {
    name: 'Mockoon',
    // It takes the path of the contract's first server.
    root: '/v1',
    target: 15,
    command: ({ port }) => mockoon(port, DOCUMENT),
  },
  {
    name: 'Mockoon, checks and keeps',
    root: '',
    command: ({ port, folder }) => mockoon(port, mockoonFile(folder, port)),
  },
  {
    name: 'json-server',
    root: '',
    command: ({ port, folder }) => {
      // A program as its source keeps the records in memory; a JSON file would be written whole with every user.
      const source = join(folder, 'users.cjs');
      writeFileSync(source, 'module.exports = () => ({ users: [] });\n');
      return [
        process.execPath,
        installed('json-server/lib/cli/bin.js'),
        ...['-q', '-H', '127.0.0.1', '-p', port, source],
      ];
    },
  },
  {
    name: 'json-server, checks and keeps',
    root: '',
    command: ({ port, folder }) => {
      const { source, check } = jsonServerFiles(folder, installed('ajv'));
      return [
        process.execPath,
        installed('json-server/lib/cli/bin.js'),
        ...[source, '-q', '-H', '127.0.0.1', '-p', port, '--middlewares', check],
      ];
    },
  },
  {
    name: 'Scalar',
    root: '',
    target: 7,
    command: ({ port }) => [process.execPath, at('./scalar.mjs'), DOCUMENT, port],
  },
];

/** What a cold start is compared with: ours as its user starts it, and the least that a program with Express does. */
export const COLD: readonly Entry[] = [
  {
    name: 'bare Express',
    root: '/engage/v1',
    command: ({ port }) => [process.execPath, at('../servers/cold-express.mjs'), port],
  },
  {
    name: 'vendouble',
    root: '/v1',
    command: ({ port }) => [
      process.execPath,
      at('../../dist/cli.js'),
      ...['start', 'engage', '--ephemeral', '--port', port],
    ],
  },
];
