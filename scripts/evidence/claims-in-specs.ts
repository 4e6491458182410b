/** Every `x-evidence` of the built-in contracts, read as it stands in the files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GRADES, type Grade } from '../../src/contract/document/evidence.ts';
import { isObject } from '../../src/core/is-object.ts';
import { SPECS } from '../../src/core/package-folders.ts';

/** A part of a claim: which words or JSON show it, and where they are. */
export interface Part {
  readonly grade: Grade;
  readonly source?: string;
  /** `file:line` of a seed document, or `owner/name@commit path:line` of a public repository. */
  readonly at?: string;
  /** Words of that line. */
  readonly quote?: string;
}

export interface WrittenClaim {
  /** File and pointer. */
  readonly place: string;
  readonly grade: Grade;
  readonly source: string;
  readonly parts: Readonly<Record<string, Part>>;
}

function* evidenceIn(
  value: unknown,
  pointer: string,
): Iterable<readonly [pointer: string, evidence: object]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inside] of Object.entries(value)) {
    if (name === 'x-evidence' && isObject(inside)) yield [pointer, inside];
    else yield* evidenceIn(inside, `${pointer}/${name.replaceAll('/', '~1')}`);
  }
}

const claimOf = (place: string, evidence: object): WrittenClaim => {
  const { grade, source = '', parts = {} } = evidence as Partial<WrittenClaim>;
  const known = GRADES.find((one) => one === grade);
  if (known === undefined) throw new Error(`${place} has the grade ${grade}; there are ${GRADES.join(', ')}`);
  return { place, grade: known, source, parts };
};

/** The claims of all built-in contracts. Those of parameters and schemas are left out: no reply is graded by them. */
export function claimsInSpecs(): readonly WrittenClaim[] {
  const files = readdirSync(SPECS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\w\/.*\.yaml$/.test(name),
  );
  return files.flatMap((file) => {
    const root: unknown = parse(readFileSync(join(SPECS, file), 'utf8'), { merge: true });
    return [...evidenceIn(root, '')]
      .filter(([pointer]) => !/^\/components\/(parameters|schemas|securitySchemes)\//.test(pointer))
      .filter(([pointer]) => !/\/schema\/|\/parameters\//.test(pointer))
      .map(([pointer, evidence]) => claimOf(`${file}#${pointer}`, evidence));
  });
}
