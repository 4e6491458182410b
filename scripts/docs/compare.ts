/** Whether what a page shows is what was printed. */

/** Colours and links of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are steered by them
const ESCAPES = /\u001B\[[\d;]*m/g;

const linesOf = (text: string): readonly string[] =>
  text
    .replace(ESCAPES, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `…` stands for any text; in a line of its own, for any lines. */
function patternOf(shown: string): RegExp {
  const lines = linesOf(shown).map((line) =>
    line.trim() === '…' ? '(?:.*\n)*?' : `${line.split('…').map(escaped).join('.*')}\n`,
  );
  return new RegExp(`^${lines.join('')}$`);
}

/** @param printed spaces at the end of lines and empty lines are ignored */
export const isShown = (shown: string, printed: string): boolean =>
  patternOf(shown).test(`${linesOf(printed).join('\n')}\n`);
