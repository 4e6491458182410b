/** Reads OpenAPI Overlays, 1.0 and 1.1. */
import { basename, dirname, extname, resolve } from 'node:path';
import { ContractError } from '../document/contract-error.ts';
import { type Amendment, elements, loadDocuments, member, type Node } from '../document/load-document.ts';
import { type Action, readAction, type Warn } from './action.ts';

interface Overlay {
  readonly file: string;
  readonly extends: string | undefined;
  apply(document: unknown, file: string, warn: (problem: ContractError) => void): unknown;
}

const bare = (path: string): string => basename(path, extname(path));

/** Whether a relative reference surely names another document. Nothing is said of addresses, which copies come from. */
const isForOther = (reference: string, overlay: string, document: string): boolean =>
  !/^[a-z][a-z0-9+.-]*:/i.test(reference) &&
  resolve(dirname(overlay), reference) !== resolve(document) &&
  bare(reference) !== bare(document);

/**
 * Reads an overlay.
 *
 * @param file path of the overlay, YAML or JSON
 * @throws {ContractError} when the file is no Overlay of version 1.0 or 1.1
 */
function readOne(file: string): Overlay {
  const documents = loadDocuments(file);
  const { root, error } = documents;
  const version = member(root, 'overlay')?.value;
  if (typeof version !== 'string' || !/^\d+\.\d+/.test(version))
    throw error(root.at, 'this is not an OpenAPI Overlay; its field overlay must say 1.0.0 or 1.1.0');
  if (!/^1\.[01](?:\.|$)/.test(version))
    throw error(root.at, `Overlay ${version} is not read; 1.0 and 1.1 are`);
  const listed = member(root, 'actions');
  if (!Array.isArray(listed?.value)) throw error(root.at, 'an overlay needs a list of actions');

  const early: (readonly [at: Node['at'], sentence: string])[] = [];
  const isFirst = version.startsWith('1.0');
  const actions: readonly Action[] = elements(listed).map((action) =>
    readAction({ error, isFirst }, action, (...warning) => early.push(warning)),
  );
  const extended = member(root, 'extends');
  return {
    file,
    extends: typeof extended?.value === 'string' ? extended.value : undefined,
    apply: (document, applied, report) => {
      // The place has no `at`: it is not in the document that the overlay changes.
      const warn: Warn = (at, sentence) => report(new ContractError([{ ...documents.place(at), sentence }]));
      for (const warning of early) warn(...warning);
      if (extended !== undefined && isForOther(String(extended.value), file, applied))
        warn(extended.at, `the overlay extends ${extended.value}, but it is applied to ${applied}`);
      return actions.reduce<unknown>((amended, action) => action(amended, warn), document);
    },
  };
}

/** The paths of overlays, as options and the configuration have them. */
export const overlayFiles = (files: string | readonly string[] | undefined): readonly string[] =>
  files === undefined ? [] : typeof files === 'string' ? [files] : files;

/** Reads the overlay of a built-in vendor's contract. @throws {ContractError} as `readOverlays` */
const asAmendment = (overlays: readonly Overlay[]): Amendment => ({
  files: overlays.map(({ file }) => file),
  apply: (document, applied, warn) =>
    overlays.reduce<unknown>((amended, overlay) => overlay.apply(amended, applied, warn), document),
});

/**
 * Reads overlays, which are applied in this order.
 *
 * @param files paths of the overlays, YAML or JSON
 * @returns `undefined` for none
 * @throws {ContractError} when a file is no Overlay of version 1.0 or 1.1
 */
export function readOverlays(files: string | readonly string[] | undefined): Amendment | undefined {
  const overlays = overlayFiles(files).map(readOne);
  return overlays.length === 0 ? undefined : asAmendment(overlays);
}

/**
 * Reads overlays for several documents.
 *
 * @param documentOf the name of the document that an overlay is for, by its `extends`
 * @returns the changes of each document, by name
 * @throws {ContractError} as `readOverlays`
 */
export function readOverlaysFor(
  files: string | readonly string[],
  documentOf: (file: string, extended: string | undefined) => string,
): ReadonlyMap<string, Amendment> {
  const named = Map.groupBy(overlayFiles(files).map(readOne), (one) => documentOf(one.file, one.extends));
  return new Map([...named].map(([name, overlays]) => [name, asAmendment(overlays)]));
}
