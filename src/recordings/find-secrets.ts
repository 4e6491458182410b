/** Finds what looks like a secret or like personal data in a text, wherever it comes from. */
import { isCardNumber } from './replacement.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

const PATTERNS: readonly RegExp[] = [
  /(?<=-----BEGIN [A-Z ]{0,40}-----)[A-Za-z0-9+/=\s\\]+(?=-----END)/g,
  /eyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)*/g,
  /[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
  // No boundary before it: lines of a split text are joined.
  /A[KS]IA[A-Z0-9]{12,}/g,
  // The user and password of an address.
  /(?<=:\/\/)[^\s/@?#]{1,200}(?=@)/g,
  /(?<![\d+])\+\d[\d ().-]{6,18}\d/g,
  /(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])/g,
  /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g,
  /(?<![\w.])(?!127\.|0\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g,
  /(?<!\w)(?:(?:sk|pk|rk|whsec)_\w{6,}|gh[oprsu]_\w{6,}|github_pat_\w{6,}|xox[abeoprs]-[\w-]{6,}|AIza[\w-]{8,}|SG\.[\w-]+\.[\w-]+|glpat-[\w-]{6,}|npm_\w{6,}|pypi-[\w-]{6,}|dop_v1_\w{6,}|shp(?:at|ca|pa|ss)_\w{6,}|key-\w{8,}|EAA\w{8,})/g,
  // What a text itself calls a secret.
  /(?<=(?:passw(?:or)?d|secret|token|api[-_ ]?key|authorization)["'\\\]]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,3}(?:(?:Bearer|Basic|Token) +)?)(?!(?:Bearer|Basic|Token) )[^\s"'\\&,;{}<>]{4,}/gi,
];

const DIGITS = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;
const RUN = /[A-Za-z0-9_-]{16,}/g;
const BASE64 = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{18,}={0,2}/g;

const classOf = (character: string): 'digit' | 'lower' | 'upper' =>
  /\d/.test(character) ? 'digit' : /[a-z]/.test(character) ? 'lower' : 'upper';

/** How often a text changes between digits, small and large letters. */
function changesIn(text: string): number {
  let changes = 0;
  for (let index = 1; index < text.length; index++)
    if (classOf(text[index] ?? '') !== classOf(text[index - 1] ?? '')) changes++;
  return changes;
}

/** `InvalidParameterValue` and `errorWithWords`: no digits, and words of some length. */
const isWords = (text: string): boolean =>
  !/\d/.test(text) && text.length / (text.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []).length >= 3.5;

/** Whether a run of letters and digits looks drawn at random rather than written by a person. */
function looksRandom(run: string): boolean {
  const pieces = run.split(/[-_]/).filter((piece) => piece !== '');
  const bare = pieces.join('');
  if (bare.length < 14 || /^\d+$/.test(bare)) return false;
  if (/^[0-9a-f]{16,}$/i.test(bare) && /[a-f]/i.test(bare) && /\d/.test(bare)) return true;
  const changes = pieces.reduce((sum, piece) => sum + changesIn(piece), 0);
  if (/\d/.test(bare)) return changes >= 4;
  if (/[a-z]/.test(bare) && /[A-Z]/.test(bare)) return changes >= 6 && !pieces.every(isWords);
  return bare.length >= 20 && pieces.some((piece) => /[^aeiouy]{6,}/i.test(piece) && piece.length >= 16);
}

function isBase64(run: string): boolean {
  if (!/[+/=]/.test(run)) return false;
  const parts = run.replace(/=+$/, '').split(/[+/]/);
  if (!run.endsWith('=') && parts.some((part) => /^[a-z]{3,}$/.test(part))) return false;
  return /\d|[A-Z]{2}/.test(run) && changesIn(parts.join('')) >= 4;
}

/** @returns where secrets are, in order and without overlaps */
export function findSecrets(text: string): readonly Span[] {
  // Nothing shorter is recognised without its name.
  if (text.length < 7) return [];
  const spans: Span[] = [];
  const add = (pattern: RegExp, fits: (match: string) => boolean): void => {
    for (const match of text.matchAll(pattern))
      if (fits(match[0])) spans.push({ start: match.index, end: match.index + match[0].length });
  };
  for (const pattern of PATTERNS) add(pattern, () => true);
  add(DIGITS, isCardNumber);
  add(RUN, looksRandom);
  if (!/^\/|:\/\//.test(text)) add(BASE64, isBase64);
  return merged(spans);
}

/** The longest of those that overlap. */
function merged(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
    else if (span.end > last.end) kept[kept.length - 1] = { start: last.start, end: span.end };
  }
  return kept;
}
