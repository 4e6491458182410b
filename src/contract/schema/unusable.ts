/** Schemas of a user's document that cannot be read. A value that reaches one is rejected; all others are validated. */
import type { FuncKeywordDefinition } from 'ajv/dist/types/index.js';
import { ContractError, type Problem } from '../document/contract-error.ts';

const UNUSABLE = 'vendoubleUnusable';

/** The schema in place of one that cannot be read. */
export const unusableSchema = ({ problems }: ContractError): Readonly<Record<string, unknown>> => ({
  [UNUSABLE]: problems,
});

/** Definition for AJV of our own keyword. */
export const unusableKeyword: FuncKeywordDefinition = {
  keyword: UNUSABLE,
  validate: (problems: readonly Problem[]) => {
    throw new ContractError(problems);
  },
  errors: false,
};
