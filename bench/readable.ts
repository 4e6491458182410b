/** A copy of a document without the operations whose paths are not read yet, so that the rest can be measured. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContract } from '../src/contract/contract.ts';
import { ContractError } from '../src/contract/document.ts';

/** @returns the path of the copy, or of the document itself where all of it is read */
export function readable(file: string): string {
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const copy = join(mkdtempSync(join(tmpdir(), 'vendouble-bench-')), 'document.json');
  let current = file;
  for (let left = 0; ; left++) {
    try {
      openContract(current, {
        reports: 'all',
        routing: { trailingSlash: 'significant', caseSensitive: true },
      });
      if (left > 0) console.log(`${left} paths or operations are left out: they are not read yet`);
      return current;
    } catch (cause) {
      if (!(cause instanceof ContractError) || !cause.pointer.startsWith('/paths/')) throw cause;
      const [template = '', method] = cause.pointer
        .split('/')
        .slice(2)
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (method === undefined) delete document.paths[template];
      else delete document.paths[template]?.[method];
      current = copy;
      writeFileSync(copy, JSON.stringify(document, undefined, 2));
    }
  }
}
