/** How we know that the vendor behaves so: `x-evidence` of operations, replies and examples. */
import { isObject, member, type Node } from './document.ts';

/** Strongest first. */
export const GRADES = ['recorded', 'documented', 'client', 'framework', 'assumed'] as const;

export type Grade = (typeof GRADES)[number];

export interface Evidence {
  readonly grade: Grade;
  /** A sentence that a stranger understands. */
  readonly source: string;
}

/** `undefined` where there is none, or none of the known grades. */
export function evidenceOf(node: Node): Evidence | undefined {
  const value = member(node, 'x-evidence')?.value;
  if (!isObject(value) || typeof value.source !== 'string') return undefined;
  const grade = GRADES.find((known) => known === value.grade);
  return grade && { grade, source: value.source };
}

/** The weakest evidence among an operation and its reply with a status. */
export function weakest(
  {
    evidence,
    responses,
  }: {
    readonly evidence: Evidence | undefined;
    readonly responses: readonly { readonly status: string; readonly evidence: Evidence | undefined }[];
  },
  status: number,
): Evidence | undefined {
  const response =
    responses.find((known) => known.status === String(status)) ??
    responses.find((known) => known.status === `${Math.floor(status / 100)}XX`) ??
    responses.find((known) => known.status === 'default');
  const other = response?.evidence;
  if (evidence === undefined || other === undefined) return evidence ?? other;
  return GRADES.indexOf(other.grade) > GRADES.indexOf(evidence.grade) ? other : evidence;
}
