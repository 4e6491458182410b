/** Remembers the results for texts that come again and again, such as credentials and headers. */

const MOST = 5_000;
const LONGEST = 512;

/** @param work of the text alone */
export function remember(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const result = work(text);
    known.set(text, result);
    return result;
  };
}
