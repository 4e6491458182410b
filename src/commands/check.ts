/** `vendouble check`: reads an OpenAPI document as the emulator would, and reports what is wrong with it. */
import { type Contract, openContract } from '../contract/contract.ts';
import { ContractError, describeProblem } from '../contract/document/contract-error.ts';
import { readOverlays } from '../contract/overlay/read-overlay.ts';
import { validateContract } from '../contract/validate-contract.ts';
import { formatAnnotation } from '../reports/github.ts';
import { fetchDocument } from './fetch-document.ts';

export const CHECK_FORMATS = ['text', 'github'] as const;

/** Lines of a report. */
interface CheckFormat {
  error(problem: ContractError['problems'][number]): string;
  warning(text: string): string;
}

const FORMATS: Readonly<Record<(typeof CHECK_FORMATS)[number], CheckFormat>> = {
  text: { error: describeProblem, warning: (text) => `warning: ${text}` },
  github: {
    error: ({ file, line, pointer, sentence }) =>
      formatAnnotation({
        level: 'error',
        file,
        line,
        title: 'vendouble check',
        text: pointer === '' ? sentence : `#${pointer}: ${sentence}`,
      }),
    warning: (text) =>
      formatAnnotation({
        level: 'warning',
        file: undefined,
        line: undefined,
        title: 'vendouble check',
        text,
      }),
  },
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface CheckFlags {
  readonly allowRefs?: string;
  readonly overlay?: readonly string[];
  readonly format: (typeof CHECK_FORMATS)[number];
}

/** Exits 1 when the document has errors, and 2 when it cannot be read. */
export async function checkContract(spec: string, { allowRefs, overlay, format }: CheckFlags): Promise<void> {
  const file = await fetchDocument(spec);
  let contract: Contract;
  try {
    const routing = { trailingSlash: 'significant', caseSensitive: true } as const;
    contract = openContract(file, { allowRefs, reports: 'all', routing }, readOverlays(overlay));
    validateContract(contract, []);
  } catch (cause) {
    if (!(cause instanceof ContractError)) throw cause;
    for (const problem of cause.problems) say(FORMATS[format].error(problem));
    process.exitCode = cause.unreadable ? 2 : 1;
    return;
  }
  for (const warning of contract.warnings()) say(FORMATS[format].warning(warning));
  say(`${contract.title}: ${contract.operations.length} operations, each schema and example sound`);
}
