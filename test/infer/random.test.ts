/** Whatever a client sends to a document, sound or not, no reply breaks the contract and no bug of ours shows. */
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import { expect, test } from 'vitest';
import { type Contract, type Operation, openContract } from '../../src/contract/contract.ts';
import { READ_OPTIONS } from '../../src/infer/vendor.ts';
import { serve, specOf } from './support.ts';
import { table } from './table.ts';

const REQUESTS = 150;
const VALUES = ['1', '0', '-1', 'a', 'all', 'available', '000000000003', 'a/b', '%'];

/** The same numbers in every run. */
function dice(): (sides: number) => number {
  let state = 1;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * sides);
  };
}

function bodyOf({ schemas }: Contract, { body }: Operation, roll: (sides: number) => number): RequestInit {
  const contents = (body?.content ?? []).filter(({ mediaType }) => /json|urlencoded/.test(mediaType));
  const content = contents[roll(contents.length)];
  if (content?.schema === undefined) return {};
  const generator = createGeneratorSync({
    seed: roll(1e6),
    maxDepth: 4,
    maxItems: 3,
    refDepthMax: 2,
    resolveJsonPath: false,
    refResolver: (reference) => schemas.resolve(reference) as JsonSchema,
  });
  const value = roll(10) === 0 ? [] : generator.generate(content.schema.source as JsonSchema);
  const form = content.mediaType.endsWith('urlencoded');
  const text = form ? new URLSearchParams(value as Record<string, string>).toString() : JSON.stringify(value);
  return { headers: { 'content-type': content.mediaType }, body: text };
}

const idsIn = (body: unknown): readonly string[] =>
  typeof body !== 'object' || body === null
    ? []
    : Object.values(body).flatMap((value) =>
        typeof value === 'object'
          ? idsIn(value).slice(0, 3)
          : [String(value)].filter((text) => text.length < 40),
      );

test.each(table)('random calls of $file give no 5xx', { timeout: 30_000 }, async ({ file }) => {
  const bugs: Error[] = [];
  const contract = openContract(specOf(file), READ_OPTIONS);
  await using emulator = await serve(file, { report: (error) => bugs.push(error) });
  const roll = dice();
  const seen = [...VALUES];
  const any = (): string => encodeURIComponent(seen[roll(seen.length)] ?? '');
  for (let request = 0; request < REQUESTS; request++) {
    const operation = contract.operations[roll(contract.operations.length)];
    if (operation === undefined) continue;
    const path = operation.template.replace(/\{[^{}]+\}/g, any);
    const query = operation.parameters
      .filter((parameter) => parameter.in === 'query' && roll(2) === 0)
      .map(({ name }) => `${encodeURIComponent(name)}=${any()}`);
    const { headers, ...body } = bodyOf(contract, operation, roll);
    const url = `${emulator.url('api')}${operation.bases[0]}${path}?${query.join('&')}`;
    const reply = await fetch(url, {
      method: operation.method,
      headers: { authorization: 'Bearer t', 'x-api-key': 'k', ...headers },
      ...body,
    });
    const text = await reply.text();
    expect(reply.status, `${operation.method} ${url} ${String(body.body)}: ${text}`).toBeLessThan(500);
    if (reply.ok && text !== '') seen.splice(VALUES.length, 5, ...idsIn(JSON.parse(text)).slice(0, 30));
  }
  expect(bugs).toEqual([]);
});
