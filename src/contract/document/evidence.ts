/** Evidence that the real vendor behaves as the contract says: `x-evidence` of operations, replies and examples. */

import { isObject } from '../../core/is-object.ts';
import type { Failure } from '../../core/vendor.ts';
import { documentedResponse } from './documented-response.ts';
import { showsFailure } from './failure-labels.ts';
import { member, type Node } from './load-document.ts';

/** Strongest first. */
export const GRADES = ['recorded', 'documented', 'client', 'framework', 'assumed'] as const;

export type Grade = (typeof GRADES)[number];

export interface Evidence {
  readonly grade: Grade;
  /** Where the evidence comes from, in a sentence. */
  readonly source: string;
}

/** The evidence of a node; `undefined` if there is none or its grade is unknown. */
export function evidenceOf(node: Node): Evidence | undefined {
  const value = member(node, 'x-evidence')?.value;
  if (!isObject(value) || typeof value.source !== 'string') return undefined;
  const grade = GRADES.find((known) => known === value.grade);
  return grade && { grade, source: value.source };
}

interface Example {
  readonly evidence: Evidence | undefined;
  readonly failures: readonly string[];
}

interface Response {
  readonly status: string;
  readonly evidence: Evidence | undefined;
  readonly content: readonly { labels(): readonly Example[] }[];
}

interface Operation {
  readonly evidence: Evidence | undefined;
  readonly responses: readonly Response[];
}

const strength = (grade: Grade | null | undefined): number =>
  grade === null || grade === undefined ? GRADES.length : GRADES.indexOf(grade);

/** Whether a grade is weaker than the required one. No evidence is weaker than any grade. */
export const isWeaker = (grade: Grade | null | undefined, required: Grade): boolean =>
  strength(grade) > strength(required);

const weaker = (one: Evidence | undefined, other: Evidence | undefined): Evidence | undefined =>
  other === undefined || (one !== undefined && strength(one.grade) >= strength(other.grade)) ? one : other;

const NONE: readonly Example[] = [];

/**
 * The examples that an error reply relies on: those that show the failure, else all of them, of which the weakest
 * counts.
 */
function leaning({ content }: Response, status: number, failure: Failure | undefined): readonly Example[] {
  if (failure === undefined && status < 400) return NONE;
  const examples = content.flatMap((one) => one.labels());
  const shown = failure === undefined ? [] : showsFailure(examples, failure);
  return shown.length === 0 && status >= 400 ? examples : shown;
}

/** The weakest evidence among an operation, its response for a status, and the example of the error. */
export function weakest(
  { evidence, responses }: Operation,
  status: number,
  failure?: Failure,
): Evidence | undefined {
  const response = documentedResponse(responses, status);
  if (response === undefined) return evidence;
  let found = weaker(evidence, response.evidence);
  for (const example of leaning(response, status, failure)) found = weaker(found, example.evidence);
  return found;
}
