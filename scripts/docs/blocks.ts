/** The code blocks of a page, and what comments before them tell `npm run docs:check`. */

export interface Block {
  /** Line of the page at which it begins. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** Why it is not executed, from `<!-- docs:check skip: reason -->`. */
  readonly skipped: string | undefined;
  /** The exit code that it shows, from `<!-- docs:check exit 1 -->`; 0 when absent. */
  readonly exit: number;
  /** The file of the checkout that it shows, from `<!-- docs:check file examples/… -->`. */
  readonly source: string | undefined;
  /** Programs without which it cannot run, from `<!-- docs:check needs go -->`. */
  readonly needs: readonly string[];
  /** Files of the checkout that the reader has, from `<!-- docs:check with examples/… -->`. */
  readonly given: readonly string[];
  /** The file that a reader saves it as: a comment in its first line. */
  readonly savedAs: string | undefined;
}

const FENCE = /^```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm;
/** Directly before a block; several may follow each other. */
const COMMENTS = /(?:<!-- docs:check [^\n]* -->\n+)+$/;
const FILE_NAME =
  /^(?:#|\/\/|<!--) (?<name>[\w./-]+\.(?:ya?ml|json|html|[cm]?[jt]s|py|rb|java|go))(?: -->)?$/;

const SHELL: ReadonlySet<string> = new Set(['sh', 'bash', 'console']);

export const isCommands = ({ language }: Block): boolean => SHELL.has(language);
/** Without a language, or as text: what the commands before it print. */
export const isOutput = ({ language }: Block): boolean => language === '' || language === 'text';

/** @returns the words behind a comment's first word, `undefined` without such a comment */
const said = (comments: string, word: string): string | undefined =>
  new RegExp(`<!-- docs:check ${word}:? (?<rest>.*) -->`).exec(comments)?.groups?.rest;

/** @param page its text */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(FENCE)].map(({ index, groups: { language = '', text = '' } = {} }) => {
    const before = page.slice(0, index);
    const [comments = ''] = COMMENTS.exec(before) ?? [];
    return {
      line: before.split('\n').length,
      language,
      text,
      skipped: said(comments, 'skip'),
      exit: Number(said(comments, 'exit') ?? 0),
      source: said(comments, 'file'),
      needs: said(comments, 'needs')?.split(' ') ?? [],
      given: said(comments, 'with')?.split(' ') ?? [],
      savedAs: FILE_NAME.exec(text.split('\n', 1)[0] ?? '')?.groups?.name,
    };
  });
}

/** @returns each command of a block with its continued lines; comments and empty lines are left out */
export function commandsIn({ text }: Block): readonly string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open += open === '' ? line : `\n${line}`;
    // A quoted text may have several lines.
    const quotes = open.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/'/g)?.length ?? 0;
    if (line.endsWith('\\') || quotes % 2 === 1) continue;
    if (!/^\s*(?:#|$)/.test(open)) commands.push(open);
    open = '';
  }
  return commands;
}
