/** Reads an Arazzo document. */
import { type Documents, loadDocuments, member, type Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';
import { assertFields, each, listOf, outputsOf, placeOf, textOf } from './fields.ts';
import { readStep } from './read-step.ts';
import type { Action, Goal, Source, Workflow, Workflows } from './workflow.ts';

/** Sources that are Arazzo documents are left out; what names one of their workflows is refused. */
function readSource(documents: Documents, node: Node): Source | undefined {
  const type = member(node, 'type')?.value ?? 'openapi';
  if (type === 'arazzo') return undefined;
  if (type !== 'openapi')
    throw documents.error(node.at, `sources of type ${String(type)} are not read; openapi is`);
  return { name: textOf(documents, node, 'name'), url: textOf(documents, node, 'url'), node };
}

/** The schema of a workflow's inputs, with the components that it may refer to. */
function inputsOf(documents: Documents, workflow: Node): object | undefined {
  const inputs = member(workflow, 'inputs');
  if (inputs === undefined) return undefined;
  const { value, at } = documents.follow(inputs);
  if (!isObject(value)) throw documents.error(at, 'inputs must be a JSON schema');
  return { ...value, components: member(documents.root, 'components')?.value ?? {} };
}

function readWorkflow(documents: Documents, workflow: Node): Workflow {
  assertFields(documents, workflow, 'a workflow', FIELDS);
  const steps = listOf(documents, workflow, 'steps');
  if (steps.length === 0) throw documents.error(workflow.at, 'a workflow needs steps');
  const id = textOf(documents, workflow, 'workflowId');
  return {
    id,
    inputs: inputsOf(documents, workflow),
    dependsOn: listOf(documents, workflow, 'dependsOn').map(({ value }) => String(value)),
    steps: each(documents, steps, (step) => readStep(documents, step, workflow)),
    outputs: outputsOf(documents, workflow),
    place: placeOf(documents, workflow),
  };
}

const FIELDS = [
  'workflowId',
  'summary',
  'description',
  'inputs',
  'dependsOn',
  'steps',
  'successActions',
  'failureActions',
  'outputs',
  'parameters',
];

const twinIn = (ids: readonly string[]): string | undefined =>
  ids.find((id, index) => ids.indexOf(id) !== index);

const goalsOf = (actions: readonly Action[]): readonly Goal[] =>
  actions.flatMap(({ goal }) => (goal === undefined ? [] : [goal]));

/** Whether what a workflow refers to is there. */
function assertGoals(
  { id, steps, dependsOn, place }: Workflow,
  ids: readonly string[],
  report: (sentence: string) => void,
) {
  const stepIds = steps.map((step) => step.id);
  const twin = twinIn(stepIds);
  if (twin !== undefined) report(`two steps of ${id} are called ${twin}`);
  for (const name of dependsOn)
    if (!ids.includes(name)) report(`${id} (${place}) depends on ${name}, which is no workflow here`);
  for (const step of steps) {
    const called: readonly Goal[] = step.callee.kind === 'workflow' ? [{ workflow: step.callee.id }] : [];
    for (const goal of [...called, ...goalsOf(step.onSuccess), ...goalsOf(step.onFailure)]) {
      const found = 'step' in goal ? stepIds.includes(goal.step) : ids.includes(goal.workflow);
      if (!found)
        report(
          'step' in goal
            ? `the step ${step.id} (${step.place}) leads to the step ${goal.step}, which ${id} does not have`
            : `the step ${step.id} (${step.place}) leads to the workflow ${goal.workflow}, which is not in this document`,
        );
    }
  }
}

/**
 * Reads an Arazzo document.
 *
 * @param file path, YAML or JSON
 * @throws {ContractError} with every problem, each with its place
 */
export function readWorkflows(file: string): Workflows {
  const documents = loadDocuments(file);
  const { root, error, attempt } = documents;
  const version = member(root, 'arazzo')?.value;
  if (typeof version !== 'string')
    throw error(root.at, 'this is no Arazzo document; its field arazzo must say 1.0.1');
  if (!/^1\.0(?:\.|$)/.test(version)) throw error(root.at, `Arazzo ${version} is not read; 1.0 is`);
  const sources = each(documents, listOf(documents, root, 'sourceDescriptions'), (one) =>
    readSource(documents, one),
  ).filter((one) => one !== undefined);
  const workflows = each(documents, listOf(documents, root, 'workflows'), (one) =>
    readWorkflow(documents, one),
  );
  documents.assertNone();
  const ids = workflows.map(({ id }) => id);
  const report = (sentence: string): void => documents.report(root.at, sentence);
  if (ids.length === 0) report('an Arazzo document needs workflows');
  const twin = twinIn(ids);
  if (twin !== undefined) report(`two workflows are called ${twin}`);
  for (const workflow of workflows) attempt(() => assertGoals(workflow, ids, report));
  documents.assertNone();
  const info = member(root, 'info');
  const said = (name: string): string => String((info && member(info, name)?.value) ?? '');
  return {
    title: said('title'),
    description: said('summary') || said('description') || said('title'),
    file,
    sources,
    workflows,
  };
}
