/** Reads a step of a workflow. */
import { type Documents, member, type Node } from '../contract/document/load-document.ts';
import { parsePointer } from '../core/json-pointer.ts';
import {
  assertFields,
  each,
  listOf,
  optionalTextOf,
  outputsOf,
  placeOf,
  reusable,
  textOf,
  valueAt,
} from './fields.ts';
import { readActions } from './read-action.ts';
import { readCriterion } from './read-criterion.ts';
import type { Callee, Step, StepBody, StepParameter } from './workflow.ts';

const FIELDS = [
  'stepId',
  'description',
  'operationId',
  'operationPath',
  'workflowId',
  'parameters',
  'requestBody',
  'successCriteria',
  'onSuccess',
  'onFailure',
  'outputs',
];
const PLACES = ['path', 'query', 'header', 'cookie'] as const;
const SOURCE = /^\$sourceDescriptions\.([A-Za-z0-9_-]+)\.(.+)$/s;
const OPERATION_PATH = /^\{?\$sourceDescriptions\.([A-Za-z0-9_-]+)\.url\}?#(\/.*)$/s;

/** @throws {ContractError} for a step that calls nothing, or several things */
function calleeOf(documents: Documents, step: Node): Callee {
  const fields = ['operationId', 'operationPath', 'workflowId'].filter(
    (name) => member(step, name) !== undefined,
  );
  const [field, ...others] = fields;
  if (field === undefined || others.length > 0)
    throw documents.error(step.at, 'a step has one of operationId, operationPath and workflowId');
  const text = textOf(documents, step, field);
  const at = member(step, field)?.at ?? step.at;
  const [, source, id = text] = SOURCE.exec(text) ?? [];
  if (field === 'operationId') return { kind: 'operation', source, id };
  if (field === 'workflowId') {
    if (source !== undefined)
      throw documents.error(
        at,
        `${text}: workflows of other Arazzo documents are not read; copy it into this one`,
      );
    return { kind: 'workflow', id };
  }
  const [, from, pointer = ''] = OPERATION_PATH.exec(text) ?? [];
  const [paths, path, method] = parsePointer(pointer);
  if (from === undefined || paths !== 'paths' || path === undefined)
    throw documents.error(
      at,
      `${text} is no path of an operation, such as {$sourceDescriptions.petstore.url}#/paths/~1pets/get`,
    );
  return { kind: 'path', source: from, path, method };
}

function readParameter(documents: Documents, written: Node, isInput: boolean): StepParameter {
  const parameter = reusable(documents, written);
  assertFields(documents, parameter, 'a parameter', ['name', 'in', 'value']);
  const own = member(written, 'value') ?? member(parameter, 'value');
  const name = textOf(documents, parameter, 'name');
  if (own === undefined) throw documents.error(parameter.at, `the parameter ${name} needs a value`);
  const text = optionalTextOf(documents, parameter, 'in');
  const place = PLACES.find((one) => one === text);
  if (!isInput && place === undefined)
    throw documents.error(parameter.at, `in of the parameter ${name} must be one of ${PLACES.join(', ')}`);
  return { name, in: isInput ? undefined : place, value: valueAt(documents, own) };
}

/** The parameters of the workflow and the step; those of the step win. */
function parametersOf(
  documents: Documents,
  step: Node,
  workflow: Node,
  callee: Callee,
): readonly StepParameter[] {
  const isInput = callee.kind === 'workflow';
  const read = (node: Node): readonly StepParameter[] =>
    each(documents, listOf(documents, node, 'parameters'), (one) => readParameter(documents, one, isInput));
  const all = [...read(workflow), ...read(step)];
  return [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()];
}

function bodyOf(documents: Documents, step: Node): StepBody | undefined {
  const written = member(step, 'requestBody');
  if (written === undefined) return undefined;
  const body = documents.follow(written);
  assertFields(documents, body, 'a requestBody', ['contentType', 'payload', 'replacements']);
  const contentType = optionalTextOf(documents, body, 'contentType');
  if (contentType?.startsWith('multipart/'))
    throw documents.error(body.at, `bodies of type ${contentType} are not sent; JSON, forms and texts are`);
  const payload = member(body, 'payload');
  return {
    contentType,
    payload: payload && valueAt(documents, payload),
    replacements: each(documents, listOf(documents, body, 'replacements'), (one) => {
      const target = textOf(documents, one, 'target');
      const value = member(one, 'value');
      if (!target.startsWith('/'))
        throw documents.error(one.at, `the target ${target} is no JSON pointer; XPath is not read`);
      return { target, value: value && valueAt(documents, value) };
    }),
  };
}

/** @throws {ContractError} for a step that cannot be run */
export function readStep(documents: Documents, step: Node, workflow: Node): Step {
  assertFields(documents, step, 'a step', FIELDS);
  const callee = calleeOf(documents, step);
  return {
    id: textOf(documents, step, 'stepId'),
    callee,
    parameters: parametersOf(documents, step, workflow, callee),
    body: bodyOf(documents, step),
    criteria: each(documents, listOf(documents, step, 'successCriteria'), (one) =>
      readCriterion(documents, one),
    ),
    onSuccess: readActions(documents, step, workflow, 'success'),
    onFailure: readActions(documents, step, workflow, 'failure'),
    outputs: outputsOf(documents, step),
    place: placeOf(documents, step),
  };
}
