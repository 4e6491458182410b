/** An Arazzo document as it is read: workflows with their steps. */
import type { Node } from '../contract/document/load-document.ts';
import type { Query } from '../contract/json-path/query.ts';
import type { Condition } from './condition.ts';
import type { Expression } from './expression.ts';

/** What a criterion asks of a call. */
export type Check =
  | { readonly kind: 'simple'; readonly condition: Condition }
  | { readonly kind: 'regex'; readonly context: Expression; readonly matches: (text: string) => boolean }
  | { readonly kind: 'jsonpath'; readonly context: Expression; readonly query: Query };

export interface Criterion {
  /** As it is written. */
  readonly text: string;
  readonly check: Check;
  /** File and line. */
  readonly place: string;
}

/** Where a workflow goes on. */
export type Goal = { readonly step: string } | { readonly workflow: string };

/** What follows a step that succeeded or failed. */
export interface Action {
  readonly name: string;
  readonly type: 'end' | 'goto' | 'retry';
  readonly goal: Goal | undefined;
  /** Seconds. */
  readonly retryAfter: number;
  readonly retryLimit: number;
  readonly criteria: readonly Criterion[];
}

export interface StepParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | undefined;
  /** With expressions at any depth. */
  readonly value: unknown;
}

/** What a step calls. */
export type Callee =
  | { readonly kind: 'operation'; readonly source: string | undefined; readonly id: string }
  | {
      readonly kind: 'path';
      readonly source: string;
      readonly path: string;
      readonly method: string | undefined;
    }
  | { readonly kind: 'workflow'; readonly id: string };

export interface StepBody {
  readonly contentType: string | undefined;
  readonly payload: unknown;
  readonly replacements: readonly { readonly target: string; readonly value: unknown }[];
}

type Outputs = Readonly<Record<string, Expression>>;

export interface Step {
  readonly id: string;
  readonly callee: Callee;
  readonly parameters: readonly StepParameter[];
  readonly body: StepBody | undefined;
  readonly criteria: readonly Criterion[];
  readonly onSuccess: readonly Action[];
  readonly onFailure: readonly Action[];
  readonly outputs: Outputs;
  /** File and line. */
  readonly place: string;
}

export interface Workflow {
  readonly id: string;
  /** JSON schema of its inputs, with what it refers to; `undefined` if it takes none. */
  readonly inputs: object | undefined;
  readonly dependsOn: readonly string[];
  readonly steps: readonly Step[];
  readonly outputs: Outputs;
  readonly place: string;
}

/** A description of an API that steps call. */
export interface Source {
  readonly name: string;
  /** As it is written. */
  readonly url: string;
  readonly node: Node;
}

/** An Arazzo document. */
export interface Workflows {
  readonly title: string;
  readonly description: string;
  readonly file: string;
  readonly sources: readonly Source[];
  readonly workflows: readonly Workflow[];
}
