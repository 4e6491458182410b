/** How each answer is known: what the contracts say is what is printed, kept and sent. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Grade } from '../../src/contract/document/evidence.ts';
import type { Ledger } from '../../src/contract/fidelity-ledger.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendors } from '../../src/vendors/index.ts';
import { vendouble } from '../support/command.ts';
import { document, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';
import { admin, startShop } from '../support/shop.ts';

const headers = { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' };

interface Evident {
  readonly 'x-evidence'?: { readonly grade: string; readonly source: string };
  readonly $ref?: string;
}

interface Replying extends Evident {
  readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, Evident>> }>>;
}

/** The claims of a document without references to other files, read by other means than the product's. */
function claimsIn(spec: string): readonly string[] {
  const root = parse(readFileSync(fileURLToPath(new URL(`../../specs/${spec}`, import.meta.url)), 'utf8'));
  const follow = <T extends Evident>(node: T): T =>
    node.$ref === undefined
      ? node
      : node.$ref
          .split('/')
          .slice(1)
          .reduce((at, part) => at[part.replace(/~1/g, '/')], root);
  const line = (node: Evident, ...place: readonly string[]): string =>
    [...place, node['x-evidence']?.grade, node['x-evidence']?.source.replace(/\s+/g, ' ').trim()].join(' | ');
  return Object.values<
    Record<string, Evident & { operationId?: string; responses: Record<string, Replying> }>
  >(root.paths)
    .flatMap((path) => Object.values(path))
    .flatMap((operation) => {
      const { operationId: id, responses } = operation;
      if (id === undefined) return [];
      return [
        line(operation, id, '', ''),
        ...Object.entries(responses).flatMap(([status, reference]) => {
          const response = follow(reference);
          const examples = Object.values(response.content ?? {}).flatMap((content) =>
            Object.entries(content.examples ?? {}).map(([name, example]) => [name, follow(example)] as const),
          );
          return [
            line(response, id, status, ''),
            ...examples
              .filter(([, example]) => example['x-evidence'] !== undefined)
              .map(([name, example]) => line(example, id, status, name)),
          ];
        }),
      ];
    })
    .toSorted();
}

const lineOf = ({ operation, reply, error, grade, source }: Ledger['claims'][number]): string =>
  [operation, reply ?? '', error ?? '', grade, source].join(' | ');

describe('vendouble fidelity', () => {
  test.each([
    ['engage', 'engage/v1.yaml'],
    ['sequence', 'sequence/v1.yaml'],
    ['usercom', 'usercom/v1.yaml'],
  ])('prints every claim of the contract of %s', async (vendor, spec) => {
    const { code, out } = await vendouble(['fidelity', vendor, '--format', 'json']).ended;
    const [ledger = expect.fail('no ledger')] = (JSON.parse(out) as { vendors: Ledger[] }).vendors;
    const first = ledger.versions[0] ?? '';
    const claims = ledger.claims.filter(({ versions }) => versions.includes(first));
    expect([code, claims.map(lineOf).toSorted()]).toEqual([0, claimsIn(spec)]);
  });

  test('prints a table for every vendor, with the same claims as over HTTP', async () => {
    const { code, out } = await vendouble(['fidelity']).ended;
    expect([code, vendors.filter(({ title, name }) => !out.includes(`${title}  /${name}`))]).toEqual([0, []]);
    expect(out).not.toContain('0 unknown');
    expect(out).toMatch(/^ createUser +400 +taken +assumed +No source tells what a second creation/m);
    await using emulator = await createEmulator({ vendors: ['engage'], port: 0 });
    const { status, body } = await admin(emulator, 'GET', '/fidelity?vendor=engage');
    expect([status, body]).toEqual([200, { vendors: emulator.fidelity('engage') }]);
  });

  test('exits 2 for an unknown vendor', async () => {
    const { code, err } = await vendouble(['fidelity', 'nobody']).ended;
    expect([code, err]).toEqual([2, expect.stringContaining('there is no vendor nobody')]);
  });
});

const evidence = (grade: Grade): object => ({ grade, source: `a ${grade} source` });

const example = (failure: string | readonly string[] | undefined, grade: Grade): object => ({
  ...(failure === undefined ? {} : { 'x-failure': failure }),
  'x-evidence': evidence(grade),
  value: { error: 'words' },
});

/** Its one operation and its replies are recorded; what it says of its errors differs. */
const shop = (examples: Readonly<Record<string, object>>) =>
  petshop({
    spec: writeDocuments({
      'shop.yaml': document(
        {},
        {
          paths: {
            '/pets': {
              get: {
                operationId: 'listPets',
                'x-evidence': evidence('recorded'),
                parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
                responses: Object.fromEntries(
                  ['200', '400', '401', '429'].map((status) => [
                    status,
                    {
                      description: 'A reply',
                      'x-evidence': evidence('recorded'),
                      content: {
                        'application/json': { schema: {}, ...(status === '200' ? {} : { examples }) },
                      },
                    },
                  ]),
                ),
              },
            },
          },
        },
      ),
    }),
    handlers: { listPets: async () => ({ status: 200, body: {} }) },
  });

describe('the evidence header of a reply', () => {
  test.each<[string, Readonly<Record<string, object>>, string, string]>([
    [
      'the grade of the reply where it is not an error',
      { a: example('invalid_request', 'assumed') },
      '',
      'recorded',
    ],
    [
      'the grade of the error that it shows',
      { a: example('invalid_request', 'client'), b: example('malformed_body', 'assumed') },
      '?limit=0',
      'client',
    ],
    [
      'the grade of the most precise name of the failure',
      { a: example('invalid_request', 'assumed'), b: example(['x', 'invalid_request/minimum'], 'client') },
      '?limit=0',
      'client',
    ],
    [
      'the grade of the general name where no precise one fits',
      { a: example('invalid_request', 'framework'), b: example('invalid_request/enum', 'client') },
      '?limit=0',
      'framework',
    ],
    [
      'the weakest grade of the possible errors where none is named',
      { a: example(undefined, 'client'), b: example('malformed_body', 'framework') },
      '?limit=0',
      'framework',
    ],
  ])('is %s', async (_what, examples, query, grade) => {
    await using emulator = await startShop({ vendors: [shop(examples)], showEvidence: true });
    const reply = await fetch(`${emulator.url('petshop')}/pets${query}`, {
      headers: { authorization: 'Bearer token' },
    });
    expect(reply.headers.get('x-vendouble-evidence')).toBe(grade);
    expect([emulator.exchanges()[0]?.evidence, emulator.explain('last').evidence?.grade]).toEqual([
      grade,
      grade,
    ]);
  });

  test('is sent only with showEvidence, and never with the emulator’s own replies', async () => {
    await using silent = await createEmulator({ vendors: ['engage'], port: 0 });
    const plain = await fetch(`${silent.url('engage')}/v1/users`, { headers });
    expect(plain.headers.has('x-vendouble-evidence')).toBe(false);
    const run = vendouble(['start', 'engage', '--port', '0', '--ephemeral'], {
      env: { VENDOUBLE_SHOW_EVIDENCE: '1' },
    });
    const url = await run.ready;
    const known = async (path: string): Promise<string | null> =>
      (await fetch(`${url}/engage/v1/${path}`, { headers })).headers.get('x-vendouble-evidence');
    expect([await known('data/attributes'), await known('users/nobody'), await known('nowhere')]).toEqual([
      'client',
      'assumed',
      null,
    ]);
    run.process.kill();
    await run.ended;
  });
});

describe('a required grade', () => {
  test('turns replies with weaker evidence into findings', async () => {
    await using emulator = await createEmulator({ vendors: ['engage'], port: 0, require: 'client' });
    for (const path of ['data/attributes', 'users/nobody', 'users/nobody', 'users'])
      await fetch(`${emulator.url('engage')}/v1/${path}`, { headers });
    expect(emulator.tally()).toMatchObject({
      weak: 3,
      findings: [
        { kind: 'weak', line: 'retrieveUser, GET /engage/v1/users/nobody → 404 (assumed)', times: 2 },
        { kind: 'weak', line: 'listUsers, GET /engage/v1/users → 200 (assumed)', times: 1 },
      ],
    });
  });

  test('counts a reply without evidence as weaker than every grade', async () => {
    await using emulator = await startShop({ require: 'assumed' });
    await fetch(`${emulator.url('petshop')}/pets`, { headers: { authorization: 'Bearer token' } });
    expect(emulator.tally().findings).toEqual([
      { kind: 'weak', line: 'listPets, GET /petshop/pets → 200 (no evidence)', times: 1 },
    ]);
  });

  test('makes exec exit 1, strict or not, and is refused if it is not a grade', async () => {
    const list = `await fetch(process.env.ENGAGE_BASE_URL + '/v1/data/attributes', { headers: ${JSON.stringify(headers)} });`;
    const exec = (grade: string) =>
      vendouble([
        'exec',
        '--vendor',
        'engage',
        '--require',
        grade,
        '--',
        process.execPath,
        '--input-type=module',
        '-e',
        list,
      ]).ended;
    const [weak, fine, wrong] = await Promise.all([exec('documented'), exec('client'), exec('sure')]);
    expect([weak.code, fine.code, wrong.code]).toEqual([1, 0, 2]);
    expect(weak.err).toContain(
      '  weak       listAttributes, GET /engage/v1/data/attributes → 200 (client)\n',
    );
    expect(weak.err).toContain('replies on evidence weaker than documented fail it');
    expect(wrong.err).toContain('Allowed choices are recorded, documented, client, framework, assumed');
  });
});
