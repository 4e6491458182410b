/** What is wrong with a request to the control plane, in the words that options from code get. */
import { describeProblems } from '../config/describe-problem.ts';
import type { Contract } from '../contract/contract.ts';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';

/** The schema with a rule. @param rule `file#/pointer/to/the/schema/keyword` */
function schemaOf({ document }: Contract, rule: string): unknown {
  const names = parsePointer(rule.slice(rule.indexOf('#') + 1)).slice(0, -1);
  let found: unknown = document;
  for (const name of names) {
    const list: Readonly<Record<string, unknown>> | undefined =
      isObject(found) || Array.isArray(found) ? Object(found) : undefined;
    found = list?.[name];
  }
  return found;
}

/** The sentences of all findings in a request, joined. */
export const describeRequest = (findings: readonly SchemaFinding[], contract: Contract): string =>
  describeProblems(findings.map((finding) => ({ ...finding, schema: schemaOf(contract, finding.rule) })))
    .map(({ sentence }) => sentence)
    .join('; ');
