/** Coverage as one HTML page without scripts, to keep as a CI artifact. */
import type { CountedItem, CoverageView, CoveredContract } from '../coverage/coverage.ts';
import { figureText, KINDS, percentText, unusedLines } from '../coverage/format-coverage.ts';
import { escapeHtml } from '../reports/markup.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #8884; padding: .25rem .5rem; text-align: left; vertical-align: top; }
  summary { cursor: pointer; }
  .met { background: #2a82; }
  .missed { background: #c442; }
  li span { border-radius: .2rem; padding: 0 .3rem; }`;

const itemOf = ({ kind, name, hits }: CountedItem): string =>
  `<li><span class="${hits > 0 ? 'met' : 'missed'}">${escapeHtml(`${kind} ${name}`)}</span> ${hits > 0 ? hits : 'not met'}</li>`;

const row = (name: string, items: readonly CountedItem[]): string =>
  `<tr><td><details><summary>${escapeHtml(name)}</summary><ul>${items.map(itemOf).join('')}</ul></details></td>${KINDS.map(
    ([kind]) => `<td>${figureText(items.filter((item) => item.kind === kind))}</td>`,
  ).join('')}</tr>`;

function section({ vendor, version, items }: CoveredContract): string {
  const operations = Map.groupBy(items, ({ operation }) => operation ?? 'the whole contract');
  return [
    `<h2>${escapeHtml(`${vendor} ${version}`)}: ${figureText(items)}</h2>`,
    `<table><thead><tr><th>operation</th>${KINDS.map(([, many]) => `<th>${many}</th>`).join('')}</tr></thead><tbody>`,
    ...[...operations].map(([name, own]) => row(name, own)),
    '</tbody></table>',
  ].join('\n');
}

export function coverageHtml(view: CoverageView): string {
  const notes = [
    ...(view.uncalled.length === 0 ? [] : [`not called, and not counted: ${view.uncalled.join(', ')}`]),
    ...unusedLines(view),
  ];
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>vendouble: contract coverage</title><style>${STYLE}</style></head><body>`,
    `<h1>Contract coverage: ${percentText(view)}</h1>`,
    ...view.contracts.map(section),
    ...(notes.length === 0
      ? []
      : [`<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`]),
    '</body></html>',
    '',
  ].join('\n');
}
