/** Look-aheads at the start of a pattern, which RE2 does not have: they are taken off and matched apart. */

/** A leading look-ahead: its pattern, and whether the text must match it. */
export interface LookAhead {
  readonly pattern: string;
  readonly wanted: boolean;
}

/** The offset after the group that begins at `start`; -1 if it does not end. */
function endOfGroup(pattern: string, start: number): number {
  let depth = 0;
  let inClass = false;
  for (let at = start; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') at++;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return at + 1;
  }
  return -1;
}

/** Whether a pattern has alternatives outside its groups. */
function hasAlternatives(pattern: string): boolean {
  for (let at = 0, inClass = false; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') at++;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') {
      const end = endOfGroup(pattern, at);
      if (end < 0) return true;
      at = end - 1;
    } else if (sign === '|') return true;
  }
  return false;
}

/**
 * Takes the look-aheads at the start of an anchored pattern apart, as in `^(?=.*[A-Z])(?!.*\s).{8,}$`. Each can then
 * be matched on its own.
 *
 * @returns `undefined` for a pattern of another form
 */
export function leadingLookAheads(
  pattern: string,
): { readonly lookAheads: readonly LookAhead[]; readonly rest: string } | undefined {
  if (!pattern.startsWith('^(?') || hasAlternatives(pattern)) return undefined;
  const lookAheads: LookAhead[] = [];
  let at = 1;
  while (pattern.startsWith('(?=', at) || pattern.startsWith('(?!', at)) {
    const end = endOfGroup(pattern, at);
    if (end < 0 || /^[*+?{]/.test(pattern.slice(end, end + 1))) return undefined;
    lookAheads.push({ pattern: `^(?:${pattern.slice(at + 3, end - 1)})`, wanted: pattern[at + 2] === '=' });
    at = end;
  }
  return lookAheads.length === 0 ? undefined : { lookAheads, rest: `^${pattern.slice(at)}` };
}
