/** Replaces the secrets in a text, also where they are percent-encoded or split over lines. */
import { findSecrets } from './find-secrets.ts';
import type { Replace } from './replacement.ts';

/** One character of a view of a text, and where it is in the text. */
interface Unit {
  readonly character: string;
  readonly start: number;
  readonly end: number;
}

const plain = (text: string): Unit[] =>
  Array.from({ length: text.length }, (_, index) => ({
    character: text[index] ?? '',
    start: index,
    end: index + 1,
  }));

function percentDecoded(text: string): Unit[] {
  const units: Unit[] = [];
  for (let index = 0; index < text.length; ) {
    const [escaped, code] = /^%([2-7][0-9a-f])/i.exec(text.slice(index, index + 3)) ?? [];
    const end = index + (escaped?.length ?? 1);
    const character =
      code === undefined ? (text[index] ?? '') : String.fromCharCode(Number.parseInt(code, 16));
    units.push({ character, start: index, end });
    index = end;
  }
  return units;
}

/** Line ends, as they are or escaped, with the indentation behind them. */
const LINE_END = /^(?:\r?\n|\\r\\n|\\n)[ \t]*/;

function joinedLines(text: string): Unit[] {
  const units: Unit[] = [];
  for (let index = 0; index < text.length; ) {
    const skipped = '\r\n\\'.includes(text[index] ?? '')
      ? LINE_END.exec(text.slice(index, index + 64))
      : null;
    if (skipped !== null) {
      index += skipped[0].length;
      continue;
    }
    units.push({ character: text[index] ?? '', start: index, end: index + 1 });
    index++;
  }
  return units;
}

const written = (unit: Unit, character: string): string =>
  unit.end - unit.start === 3
    ? `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
    : character;

/** Replaces the secrets of one view. @param replaced of each index, whether an earlier view has replaced it */
function scrubView(text: string, units: readonly Unit[], replace: Replace, replaced: boolean[]): string {
  const out = [...plain(text).map(({ character }) => character)];
  const view = units.map(({ character }) => character).join('');
  for (const { start, end } of findSecrets(view)) {
    const of = units.slice(start, end);
    const fresh = of.filter((unit) => replaced[unit.start] !== true).length;
    if (fresh / of.length < 0.4) continue;
    const replacement = replace(view.slice(start, end));
    for (const [index, unit] of of.entries()) {
      const [first, ...rest] = written(unit, replacement[index] ?? unit.character);
      out[unit.start] = first ?? '';
      for (const [offset, character] of rest.entries()) out[unit.start + 1 + offset] = character;
      for (let at = unit.start; at < unit.end; at++) replaced[at] = true;
    }
  }
  return out.join('');
}

/** @returns a text of the same length */
export function scrubText(text: string, replace: Replace): string {
  if (text.length < 7) return text;
  const replaced: boolean[] = [];
  let scrubbed = text;
  if (/%[2-7][0-9a-f]/i.test(scrubbed))
    scrubbed = scrubView(scrubbed, percentDecoded(scrubbed), replace, replaced);
  const direct = findSecrets(scrubbed);
  if (direct.length > 0) scrubbed = scrubView(scrubbed, plain(scrubbed), replace, replaced);
  if (/\n|\\n/.test(scrubbed)) scrubbed = scrubView(scrubbed, joinedLines(scrubbed), replace, replaced);
  return scrubbed;
}
