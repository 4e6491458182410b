/** What is derived from the table of fault types. */
import { stringify } from 'yaml';
import { FAULT_NAMES, FAULT_TYPES } from '../src/core/fault-types.ts';

const byName = <T>(of: (name: (typeof FAULT_NAMES)[number]) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(FAULT_NAMES.map((name) => [name, of(name)]));

/** The properties of the schema `Fault` in YAML. @param indent spaces before each line */
export const faultSchemas = (indent: number): string =>
  stringify(
    byName((name) => ({ description: FAULT_TYPES[name].description, ...FAULT_TYPES[name].schema })),
    { lineWidth: 130 - indent, aliasDuplicateObjects: false },
  ).replace(/^(?=.)/gm, ' '.repeat(indent));

/** A table in Markdown. */
export const faultTable = (): string =>
  [
    '| type | for example | what happens |',
    '|---|---|---|',
    ...FAULT_NAMES.map((name) => {
      const { description, example } = FAULT_TYPES[name];
      return `| \`${name}\` | \`${JSON.stringify({ [name]: example })}\` | ${description} |`;
    }),
  ].join('\n');

/** The module from which the page makes its form and its list of faults. */
export const faultForms =
  (): string => `// Generated from src/core/fault-types.ts by \`npm run generate\`; do not edit.
export interface FaultForm {
  readonly value?: string | boolean;
  readonly summary: string;
  readonly choice?: { readonly label: string; readonly amount?: string };
}

export const FAULT_FORMS: Readonly<Record<string, readonly FaultForm[]>> = ${JSON.stringify(
    byName((name) => FAULT_TYPES[name].forms),
    undefined,
    2,
  )}
`;
