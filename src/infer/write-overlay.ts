/** Writes the inference as an OpenAPI Overlay, which you can correct and apply. */

import { parse, stringify } from 'yaml';
import type { Location } from '../contract/document/load-document.ts';
import { parsePointer } from '../core/json-pointer.ts';
import { doubtsOf } from './doubts.ts';
import type { Inference, Inferred } from './inference.ts';
import type { DocumentOperation, DocumentPath } from './paths.ts';

interface Action {
  readonly target: string;
  readonly description?: string;
  readonly update: Readonly<Record<string, unknown>>;
}

/** `$.paths['/pets'].get` for a JSON pointer. */
export function targetOf({ pointer }: Location): string {
  const steps = parsePointer(pointer).map((name) =>
    /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replace(/[\\']/g, '\\$&')}']`,
  );
  return `$${steps.join('')}`;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const said = (words: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(words)
      .filter(([, value]) => value !== undefined && !isEmpty(value))
      .map(([word, value]) => [`x-vendouble-${word}`, value]),
  );

/** The action for a path, if one of its operations belongs to a resource. */
function pathAction({ node }: DocumentPath, inferred: readonly Inferred[]): Action | undefined {
  const one = inferred.find(({ resource }) => resource !== null);
  if (one === undefined) return undefined;
  const named = one.id.length + one.parents.length > 0;
  return {
    target: targetOf(node.at),
    update: {
      'x-vendouble-resource': one.resource,
      ...(named
        ? { 'x-vendouble-id': Object.fromEntries(one.id.map(({ parameter, field }) => [parameter, field])) }
        : {}),
      ...said({
        parents: Object.fromEntries(
          one.parents.map(({ parameter, field, resource }) => [parameter, { field, resource }]),
        ),
      }),
    },
  };
}

function operationAction({ node }: DocumentOperation, one: Inferred, unique: readonly string[]): Action {
  const { role, generated, envelope, paging, filters, match, merge, sets } = one;
  const doubts = doubtsOf(one);
  return {
    target: targetOf(node.at),
    ...(generated === null ? {} : { description: `Generated: ${generated}.` }),
    ...(doubts.length === 0 ? {} : { description: `Unsure: ${doubts.join('; ')}.` }),
    update: said({
      role,
      envelope,
      paging,
      filter: filters,
      match,
      merge: role === 'update' ? merge : undefined,
      unique: role === 'create' ? unique : undefined,
      set: sets,
    }),
  };
}

/**
 * Writes the inference as an overlay.
 *
 * @param title of the document
 * @param spec path of the document, as the overlay should name it
 * @returns YAML that changes nothing if it is applied unedited
 */
export function writeOverlay(
  inference: Inference,
  paths: readonly DocumentPath[],
  title: string,
  spec: string,
): string {
  const known = new Map(inference.operations.map((one) => [one.operation, one]));
  const actions = paths
    .filter(({ at, node }) => at.file === node.at.file)
    .flatMap((path) => {
      const inferred = path.operations.flatMap(({ id }) => known.get(id) ?? []);
      return [
        ...[pathAction(path, inferred)].filter((action) => action !== undefined),
        ...path.operations.flatMap((operation) => {
          const one = known.get(operation.id);
          const resource = inference.resources.find(({ name }) => name === one?.resource);
          return one === undefined ? [] : [operationAction(operation, one, resource?.unique ?? [])];
        }),
      ];
    });
  return stringify(
    {
      overlay: '1.0.0',
      info: { title: `What vendouble infers of ${title}`, version: '1.0.0' },
      extends: spec,
      actions,
    },
    { lineWidth: 120, aliasDuplicateObjects: false },
  );
}

/** An overlay as YAML. */
export const formatOverlay = (overlay: object): string =>
  stringify(overlay, { lineWidth: 120, aliasDuplicateObjects: false });

interface WrittenOverlay {
  readonly overlay: string;
  readonly actions: readonly unknown[];
}

/** An overlay with the actions of others before its own. All are texts in YAML or JSON. */
export function joinOverlays(others: readonly string[], written: string): string {
  const own = parse(written) as WrittenOverlay;
  const all = [...others.map((text) => parse(text) as WrittenOverlay), own];
  const isNew = all.some(({ overlay }) => overlay.startsWith('1.1'));
  return formatOverlay({
    ...own,
    overlay: isNew ? '1.1.0' : own.overlay,
    actions: all.flatMap(({ actions }) => actions),
  });
}
