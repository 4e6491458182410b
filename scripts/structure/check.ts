/** Everything that keeps the house in order, beyond what the compiler and the linter see. */
import { join } from 'node:path';
import { conditionalExpectationsIn } from './conditional-expectations.ts';
import { longFunctionsIn } from './functions.ts';
import { circlesIn, wrongImportsOf } from './imports.ts';
import { privateWords } from './private-words.ts';
import { filesBelow, isGenerated, ROOT } from './source-files.ts';
import { needlessReasons, weakMapsIn } from './weak-maps.ts';

/** `index.ts`, `cli.ts` and `README.md`, of which only TypeScript is counted; one more may come. */
const MOST_AT_ROOT = 3;

/** The web UI. */
const PAGE = 'inspector/src';

/** @param root the folder of the repository. @returns a sentence for each finding */
export function checkStructure(root: string = ROOT): readonly string[] {
  const source = join(root, 'src');
  const page = join(root, PAGE);
  const tests = join(root, 'test');
  const ofPage = filesBelow(page);
  const files = filesBelow(source);
  const written = files.filter((file) => !isGenerated(file));
  const atRoot = files.filter((file) => !file.includes('/'));
  return [
    ...[...circlesIn(files, source), ...circlesIn(ofPage, page)].map(
      (circle) => `these files import each other: ${circle.join(', ')}`,
    ),
    ...files.flatMap((file) =>
      wrongImportsOf(file, source).map(
        (target) => `src/${file} imports src/${target}, which is not above it`,
      ),
    ),
    ...(atRoot.length > MOST_AT_ROOT
      ? [`src/ has ${atRoot.length} files at its root: ${atRoot.join(', ')}; at most ${MOST_AT_ROOT}`]
      : []),
    ...written.flatMap((file) => longFunctionsIn(file, source)),
    ...ofPage.flatMap((file) => longFunctionsIn(file, page, PAGE)),
    ...written.flatMap((file) => weakMapsIn(file, source)),
    ...filesBelow(tests)
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => conditionalExpectationsIn(file, tests)),
    ...(root === ROOT ? needlessReasons(files, source) : []),
    ...privateWords(root),
  ];
}
