/** The inputs of a workflow. */
import { createAjv } from '../contract/schema/ajv.ts';
import { isObject } from '../core/is-object.ts';
import { WorkflowError } from './sources.ts';
import type { Workflow } from './workflow.ts';

type Values = Readonly<Record<string, unknown>>;

/** The inputs with the defaults of their schema. @throws {WorkflowError} for inputs that break it */
export function checkedInputs({ id, inputs: schema, place }: Workflow, given: Values): Values {
  if (!isObject(schema)) return given;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const defaults = Object.entries(properties).flatMap(([name, one]) =>
    isObject(one) && one.default !== undefined ? [[name, one.default] as const] : [],
  );
  const inputs = { ...Object.fromEntries(defaults), ...given };
  let problems: string[];
  try {
    const ajv = createAjv({ allErrors: true, lenient: true });
    const isValid = ajv.compile(schema);
    problems = isValid(inputs)
      ? []
      : (isValid.errors ?? []).map(({ instancePath, message }) =>
          `${instancePath.slice(1)} ${message}`.trim(),
        );
  } catch (cause) {
    throw new WorkflowError(
      `${place}: the schema of the inputs of ${id} cannot be used: ${(cause as Error).message}`,
    );
  }
  if (problems.length > 0)
    throw new WorkflowError(
      `${place}: the inputs of ${id} do not fit: ${problems.join('; ')}; give them with --input name=value`,
    );
  return inputs;
}
