/** Parses the built-in contracts once, so that no start has to. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparedName } from '../../src/contract/document/parse-text.ts';
import { readYaml } from '../../src/contract/document/parse-yaml.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { SPECS } from '../../src/core/package-folders.ts';

/** @param dist folder of the build @throws {ContractError} for a contract that is not valid @throws {AssertionError} for one with a value that JSON does not have */
export function writePreparedContracts(dist: string): void {
  const folder = join(dist, 'prepared');
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(SPECS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.yaml')) continue;
    const text = readFileSync(join(SPECS, file), 'utf8');
    loadValidContract(join(SPECS, file), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });
    const { value, notes } = readYaml(text);
    const kept = JSON.stringify({ value, notes });
    assert.deepEqual(JSON.parse(kept), { value, notes }, `${file} does not survive JSON`);
    writeFileSync(join(folder, preparedName(text)), kept);
  }
}
