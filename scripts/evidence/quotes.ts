/** Finds the quotes of the contracts' evidence in their sources. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenClaim } from './claims-in-specs.ts';

/** `file:line`, or `owner/name@commit path:line`. */
const PLACE = /^(?:(?<repository>[\w.-]+\/[\w.-]+)@(?<commit>[0-9a-f]{40}) )?(?<path>[^:]+):(?<line>\d+)$/;

export interface Quote {
  /** Where the claim is. */
  readonly claim: string;
  readonly repository: string | undefined;
  readonly commit: string | undefined;
  readonly path: string;
  readonly line: number;
  readonly words: string;
}

/** @throws {Error} for a place that cannot be read */
export const quotesIn = (claims: readonly WrittenClaim[]): readonly Quote[] =>
  claims.flatMap(({ place, parts }) =>
    Object.entries(parts).flatMap(([name, { at, quote }]) => {
      if (at === undefined && quote === undefined) return [];
      const { repository, commit, path, line } = PLACE.exec(at ?? '')?.groups ?? {};
      if (path === undefined || quote === undefined)
        throw new Error(
          `${place}, ${name}: a quote has "quote" and "at", file:line or owner/name@commit path:line`,
        );
      return [{ claim: `${place}, ${name}`, repository, commit, path, line: Number(line), words: quote }];
    }),
  );

/** Folders with the sources. */
export interface Sources {
  /** The seed documents. */
  readonly seeds: string | undefined;
  /** Git directories of public repositories, `owner+name` or `owner+name/repo`. */
  readonly repositories: string | undefined;
}

function textOf({ repository, commit, path }: Quote, { seeds, repositories }: Sources): string | undefined {
  if (repository === undefined) {
    const file = seeds && join(seeds, path);
    return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }
  if (repositories === undefined) return undefined;
  const folder = join(repositories, repository.replace('/', '+'));
  const git = [join(folder, 'repo'), folder].find((one) => existsSync(join(one, 'HEAD')));
  return git === undefined
    ? undefined
    : execFileSync('git', ['-C', git, 'show', `${commit}:${path}`], { encoding: 'utf8', maxBuffer: 1e8 });
}

export type Verdict = 'found' | 'wrong' | 'no source';

export function verdictOn(quote: Quote, sources: Sources): Verdict {
  const text = textOf(quote, sources);
  if (text === undefined) return 'no source';
  return text.split('\n')[quote.line - 1]?.includes(quote.words) === true ? 'found' : 'wrong';
}
