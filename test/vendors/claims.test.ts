/**
 * What the contracts claim of every operation alike: the words in which a wrong credential, a wrong header and an
 * outage are answered. `npm run report:claims` counts these tests with those of each vendor.
 */
import { describe, expect, test } from 'vitest';
import type { Operation, Response } from '../../src/contract/contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { builtInContracts } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { type RawReply, request } from '../support/raw.ts';
import { introductionOf } from '../support/vendors.ts';

interface Provocation {
  /** By these names contracts know what goes wrong. */
  readonly failure: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const provocationsOf = (vendor: string): readonly Provocation[] => {
  const { wrong } = introductionOf(vendor);
  return [
    { failure: 'unauthenticated/wrong', headers: wrong },
    { failure: 'unauthenticated', headers: wrong },
    { failure: 'not_acceptable', headers: { accept: 'text/html' } },
    { failure: 'unsupported_media_type', headers: { 'content-type': 'text/plain' }, body: 'words' },
  ];
};

const pathOf = ({ bases, template }: Operation): string =>
  (bases[0] ?? '') + template.replace(/\{\w+\}/g, '1');

/** The response that shows a failure, and the examples of it. */
function shown(
  { responses }: Operation,
  failure: string,
): { readonly status: string; readonly values: readonly unknown[] } | undefined {
  return responses
    .map(({ status, content }: Response) => ({
      status,
      values: content
        .flatMap((one) => one.examples())
        .filter(({ failures }) => failures.includes(failure))
        .map(({ value }) => value),
    }))
    .find(({ values }) => values.length > 0);
}

/** Without what is drawn anew for each reply. */
function wordsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('request_id' in value)) return value;
  const { request_id: _drawn, ...words } = value;
  return words;
}

const bodyOf = ({ headers, body }: RawReply): unknown =>
  headers['content-type']?.includes('json') ? JSON.parse(body) : body;

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))('%s', (name, vendor) => {
  const contracts = [...builtInContracts(vendor)].map(
    ([version, { contract }]) => [version, contract] as const,
  );
  const { headers, versions = {} } = introductionOf(name);

  const cases = contracts.flatMap(([version, contract]) =>
    provocationsOf(name)
      .map((provocation) => ({
        ...provocation,
        version,
        contract,
        operations: contract.operations.filter(
          (operation) =>
            shown(operation, provocation.failure) !== undefined &&
            (provocation.body === undefined || operation.body !== undefined),
        ),
      }))
      .filter(({ operations }) => operations.length > 0),
  );

  test.each(cases)(
    'answers $failure in version $version as its contract shows it, at every operation',
    async ({ failure, headers: given, body = '{}', version, operations }) => {
      await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
      for (const operation of operations) {
        const reply = await request(emulator.url(name), {
          method: operation.method,
          path: pathOf(operation),
          headers: { 'content-type': 'application/json', ...headers, ...versions[version], ...given },
          body,
        });
        const { status, values } = shown(operation, failure) ?? expect.fail('nothing is shown');
        expect(`${operation.id} ${status === 'default' ? status : reply.status}`).toBe(
          `${operation.id} ${status}`,
        );
        expect(values.map(wordsOf), operation.id).toContainEqual(wordsOf(bodyOf(reply)));
      }
    },
  );

  test.each(contracts)(
    'answers an outage with the error shape that contract %s documents',
    async (version, contract) => {
      await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
      emulator.addFault({ status: 503 });
      for (const operation of contract.operations) {
        const reply = await request(emulator.url(name), {
          method: operation.method,
          path: pathOf(operation),
          headers: { ...headers, ...versions[version] },
        });
        const documented = operation.responses.find(({ status }) => status === 'default');
        expect([operation.id, reply.status, reply.headers['x-vendouble-error']]).toEqual([
          operation.id,
          503,
          undefined,
        ]);
        const wrong = documented?.content.map(({ schema }) => schema?.check(bodyOf(reply)));
        expect(wrong, operation.id).toContainEqual([]);
      }
    },
  );
});
