/** Coverage as annotations of GitHub Actions: a notice for each contract, and a warning for what was set up and not used. */
import type { CountedItem, CoverageView } from '../coverage/coverage.ts';
import { percentText, unusedLines } from '../coverage/format-coverage.ts';
import { figureOf, percentOf } from '../coverage/merge.ts';
import { type Annotation, formatAnnotation } from '../reports/github.ts';

const annotation = (level: Annotation['level'], text: string): string =>
  formatAnnotation({ level, file: undefined, line: undefined, title: 'contract coverage', text });

const isUncalled = ({ kind, hits }: CountedItem): boolean => kind === 'operation' && hits === 0;

export function coverageGithub(view: CoverageView): string {
  const contracts = view.contracts.map(({ vendor, version, items }) => {
    const { covered, total } = figureOf(items);
    const uncalled = items.filter(isUncalled).flatMap(({ operation }) => operation ?? []);
    const rest = uncalled.length === 0 ? '' : `\nnot called: ${uncalled.join(', ')}`;
    return `${vendor} ${version}: ${percentOf({ covered, total }) ?? 0} %, ${covered} of ${total}${rest}`;
  });
  return [
    ...contracts.map((text) => annotation('notice', text)),
    ...unusedLines(view).map((text) => annotation('warning', text)),
    `covered: ${percentText(view)}`,
    '',
  ].join('\n');
}

/** The error for less coverage than was asked for. @param missed a sentence */
export const tooLittle = (missed: string): string => `${annotation('error', missed)}\n`;
