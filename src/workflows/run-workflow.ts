/** Runs workflows of an Arazzo document, one step after the other. */
import { unmet } from './check-criterion.ts';
import {
  type Expression,
  evaluate,
  fill,
  type Received,
  type Scope,
  type SentRequest,
} from './expression.ts';
import { checkedInputs } from './inputs.ts';
import { requestOfStep, StepError, type StepRequest } from './request-of-step.ts';
import { type FindOperation, type FoundOperation, WorkflowError } from './sources.ts';
import type { Action, Step, Workflow, Workflows } from './workflow.ts';

type Values = Readonly<Record<string, unknown>>;

/** What makes the calls of a workflow. */
export interface Performer {
  /** @returns the address of the call, and its reply. @throws {StepError} when there is none */
  perform(
    found: FoundOperation,
    request: StepRequest,
  ): Promise<{ readonly url: string; readonly response: Received }>;
  /** Lets the clock of the vendors advance. */
  wait(seconds: number): void;
}

/** One attempt at a step. */
export interface StepReport {
  readonly workflow: string;
  readonly step: string;
  readonly place: string;
  /** How many workflows called this one. */
  readonly depth: number;
  /** `GET /pets/1`, or the workflow that it called. */
  readonly call: string;
  readonly status: number | undefined;
  /** Why it failed; empty if it did not. */
  readonly problems: readonly string[];
}

export interface WorkflowResult {
  readonly outputs: Values;
  /** Why it failed, with places; `undefined` if it did not. */
  readonly problem: string | undefined;
}

interface Run extends Performer {
  readonly document: Workflows;
  readonly find: FindOperation;
  readonly finished: Map<string, { readonly inputs: Values; readonly outputs: Values }>;
  readonly sources: Scope['sources'];
  onStep(report: StepReport): void;
  stepsLeft: number;
}

/** What a call leaves for the criteria and outputs of its step. */
interface Outcome {
  readonly call: string;
  readonly request: SentRequest | undefined;
  readonly response: Received | undefined;
  readonly outputs: Values | undefined;
  readonly problem: string | undefined;
}

/** Steps of one run, so that a `goto` cannot go round for ever. */
const MAX_STEPS = 1_000;
const MAX_DEPTH = 20;

const valuesOf = (expressions: Readonly<Record<string, Expression>>, scope: Scope): Values =>
  Object.fromEntries(
    Object.entries(expressions)
      .map(([name, expression]) => [name, evaluate(expression, scope)] as const)
      .filter(([, value]) => value !== undefined),
  );

const workflowOf = ({ document }: Run, id: string): Workflow => {
  const found = document.workflows.find((one) => one.id === id);
  if (found === undefined)
    throw new WorkflowError(
      `there is no workflow ${id}; there are ${document.workflows.map((one) => one.id).join(', ')}`,
    );
  return found;
};

async function call(run: Run, step: Step, scope: Scope, depth: number): Promise<Outcome> {
  const { callee } = step;
  const nothing = { request: undefined, response: undefined, outputs: undefined };
  if (callee.kind === 'workflow') {
    const inputs = Object.fromEntries(
      step.parameters
        .map(({ name, value }) => [name, fill(value, scope)])
        .filter(([, value]) => value !== undefined),
    ) as Values;
    const { outputs, problem, last } = await runOne(run, workflowOf(run, callee.id), inputs, depth + 1);
    return {
      call: `workflow ${callee.id}`,
      request: last?.request,
      response: last?.response,
      outputs,
      problem,
    };
  }
  const found = run.find(callee, step.place);
  let name = `${found.operation.method} ${found.operation.template}`;
  try {
    const request = requestOfStep(step, found.operation, scope);
    name = `${request.method} ${request.target}`;
    const { url, response } = await run.perform(found, request);
    return { call: name, request: { ...request, url }, response, outputs: undefined, problem: undefined };
  } catch (cause) {
    if (!(cause instanceof StepError)) throw cause;
    return { ...nothing, call: name, problem: `${step.place}: ${cause.message}` };
  }
}

/** What a reply with an error says. */
const refusalOf = (response: Received | undefined): readonly string[] =>
  response === undefined || response.status < 400 || response.body === ''
    ? []
    : [
        `the reply: ${(typeof response.body === 'string' ? response.body : JSON.stringify(response.body)).slice(0, 500)}`,
      ];

/** Why a step failed. Without criteria, a status below 400 is a success. */
function problemsOf(step: Step, { problem, response }: Outcome, scope: Scope): readonly string[] {
  if (problem !== undefined) return [problem];
  if (step.criteria.length > 0) {
    const problems = step.criteria
      .map((criterion) => unmet(criterion, scope))
      .filter((one) => one !== undefined);
    return problems.length === 0 ? [] : [...problems, ...refusalOf(response)];
  }
  const { status } = response ?? { status: 0 };
  return status < 400
    ? []
    : [
        `${step.place}: it is answered with ${status}, and the step has no successCriteria`,
        ...refusalOf(response),
      ];
}

const chosen = (
  actions: readonly Action[],
  scope: Scope,
  spent: ReadonlyMap<string, number>,
): Action | undefined =>
  actions.find(
    (action) =>
      (action.type !== 'retry' || (spent.get(action.name) ?? 0) < action.retryLimit) &&
      action.criteria.every((criterion) => unmet(criterion, scope) === undefined),
  );

/** Seconds until a retry. A `Retry-After` of the reply wins. */
function delayOf({ retryAfter }: Action, response: Received | undefined): number {
  const header = Number(response?.headers['retry-after']);
  return Number.isFinite(header) && header >= 0 && header <= 86_400 ? header : retryAfter;
}

interface Ended extends WorkflowResult {
  readonly last: Pick<Outcome, 'request' | 'response'> | undefined;
}

/** One workflow while it runs: its scope and the step that it is at. */
class WorkflowProgress {
  private readonly run: Run;
  private readonly workflow: Workflow;
  private readonly depth: number;
  private readonly inputs: Values;
  private readonly steps: Record<string, { outputs: Values }> = {};
  private last: Outcome | undefined;

  constructor(run: Run, workflow: Workflow, inputs: Values, depth: number) {
    this.run = run;
    this.workflow = workflow;
    this.inputs = inputs;
    this.depth = depth;
  }

  private scope(outcome?: Outcome, outputs: Values | undefined = outcome?.outputs): Scope {
    return {
      request: outcome?.request,
      response: outcome?.response,
      inputs: this.inputs,
      outputs,
      steps: this.steps,
      workflows: Object.fromEntries(this.run.finished),
      sources: this.run.sources,
    };
  }

  private end(problem: string | undefined): Ended {
    const outputs = valuesOf(this.workflow.outputs, this.scope(this.last));
    this.run.finished.set(this.workflow.id, { inputs: this.inputs, outputs });
    return { outputs, problem, last: this.last };
  }

  /** Makes one attempt at a step. */
  private async attempt(
    step: Step,
  ): Promise<{ readonly scope: Scope; readonly problems: readonly string[] }> {
    if (this.run.stepsLeft-- <= 0)
      throw new WorkflowError(
        `${step.place}: the workflow takes more than ${MAX_STEPS} steps; a goto may lead round in a circle`,
      );
    const outcome = await call(this.run, step, this.scope(), this.depth);
    this.last = outcome;
    const scope = this.scope(outcome);
    const problems = problemsOf(step, outcome, scope);
    if (problems.length === 0) this.steps[step.id] = { outputs: valuesOf(step.outputs, scope) };
    const { id } = this.workflow;
    const { place } = step;
    const report = { workflow: id, step: step.id, place, depth: this.depth, call: outcome.call };
    this.run.onStep({ ...report, status: outcome.response?.status, problems });
    return { scope: this.scope(outcome), problems };
  }

  private indexOf(step: string): number {
    return this.workflow.steps.findIndex(({ id }) => id === step);
  }

  /** Does a step, with its retries. @returns what follows it */
  private async follow(
    step: Step,
  ): Promise<{ readonly action: Action | undefined; readonly problem: string | undefined }> {
    const spent = new Map<string, number>();
    for (;;) {
      const { scope, problems } = await this.attempt(step);
      if (problems.length === 0) return { action: chosen(step.onSuccess, scope, spent), problem: undefined };
      const action = chosen(step.onFailure, scope, spent);
      if (action?.type !== 'retry') return { action, problem: problems.join('\n') };
      spent.set(action.name, (spent.get(action.name) ?? 0) + 1);
      this.run.wait(delayOf(action, scope.response));
      const problem = await this.prepare(action);
      if (problem !== undefined) return { action: undefined, problem };
    }
  }

  /** Does what a retry asks for before it. @returns why that failed */
  private async prepare({ goal }: Action): Promise<string | undefined> {
    if (goal === undefined) return undefined;
    if ('workflow' in goal)
      return (await runOne(this.run, workflowOf(this.run, goal.workflow), this.inputs, this.depth + 1))
        .problem;
    const step = this.workflow.steps[this.indexOf(goal.step)];
    const { problems } = step === undefined ? { problems: [] } : await this.attempt(step);
    return problems.length === 0 ? undefined : problems.join('\n');
  }

  async toEnd(): Promise<Ended> {
    const { steps } = this.workflow;
    for (let at = 0; at < steps.length; ) {
      const step = steps[at] as Step;
      const { action, problem } = await this.follow(step);
      if (action === undefined && problem !== undefined) return this.end(problem);
      if (action?.type === 'end') return this.end(problem);
      const goal = action?.goal;
      if (goal !== undefined && 'workflow' in goal) {
        this.end(undefined);
        return runOne(this.run, workflowOf(this.run, goal.workflow), this.inputs, this.depth + 1);
      }
      at = goal === undefined ? at + 1 : this.indexOf(goal.step);
    }
    return this.end(undefined);
  }
}

async function runOne(run: Run, workflow: Workflow, given: Values, depth: number): Promise<Ended> {
  if (depth > MAX_DEPTH)
    throw new WorkflowError(`${workflow.place}: workflows call each other deeper than ${MAX_DEPTH} levels`);
  for (const id of workflow.dependsOn) {
    if (run.finished.has(id)) continue;
    const { problem } = await runOne(run, workflowOf(run, id), given, depth + 1);
    if (problem !== undefined) return { outputs: {}, problem, last: undefined };
  }
  return new WorkflowProgress(run, workflow, checkedInputs(workflow, given), depth).toEnd();
}

/** What a run of workflows needs. */
export interface RunOptions extends Performer {
  readonly document: Workflows;
  readonly find: FindOperation;
  readonly inputs: Values;
  onStep(report: StepReport): void;
}

/**
 * Runs a workflow, and before it those that it depends on.
 *
 * @throws {WorkflowError} for one that cannot be run: inputs that do not fit, too many steps
 */
export async function runWorkflow(id: string, options: RunOptions): Promise<WorkflowResult> {
  const { document, inputs } = options;
  const sources = Object.fromEntries(document.sources.map(({ name, url }) => [name, { url }]));
  const run: Run = { ...options, finished: new Map(), sources, stepsLeft: MAX_STEPS };
  const { outputs, problem } = await runOne(run, workflowOf(run, id), inputs, 0);
  return { outputs, problem };
}
