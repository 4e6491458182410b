/** Finds the vendors and operations that the steps of a workflow call. */
import { basename, dirname, extname, resolve } from 'node:path';
import type { Operation } from '../contract/contract.ts';
import { nearestWord } from '../core/spelling.ts';
import type { Service } from '../services/service.ts';
import type { Callee, Source, Workflows } from './workflow.ts';

/** A workflow cannot be run. The message says where and why. */
export class WorkflowError extends Error {}

export interface FoundOperation {
  readonly service: Service;
  readonly operation: Operation;
}

/** @throws {WorkflowError} when nothing that is served has the operation, or several do */
export type FindOperation = (callee: Exclude<Callee, { kind: 'workflow' }>, place: string) => FoundOperation;

/** `Pet Store` and `petStore.yaml` are called `pet-store` and `petstore`, as documents are when they are served. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const lastPart = (url: string): string => {
  const path = url.replace(/[?#].*$/s, '');
  return basename(path, extname(path));
};

const contractOf = ({ versions }: Service) => [...versions.values()][0]?.contract;

/** Whether a service serves the very file. */
const isFile = (service: Service, file: string): boolean =>
  contractOf(service)
    ?.documents.files()
    .some((one) => resolve(one) === file) === true;

function serviceFor(
  source: Source,
  { file, sources }: Workflows,
  services: readonly Service[],
): Service | undefined {
  const path = resolve(dirname(file), source.url);
  const named = (name: string) => (service: Service) => plain(service.vendor.name) === plain(name);
  const [only, ...others] = services;
  return (
    services.find((service) => isFile(service, path)) ??
    services.find(named(source.name)) ??
    services.find(named(lastPart(source.url))) ??
    (others.length === 0 && sources.length === 1 ? only : undefined)
  );
}

const namesOf = (services: readonly Service[]): string =>
  services.map(({ vendor }) => vendor.name).join(', ') || 'nothing';

const isCalled = (callee: Exclude<Callee, { kind: 'workflow' }>, operation: Operation): boolean =>
  callee.kind === 'operation'
    ? operation.id === callee.id
    : operation.template === callee.path &&
      (callee.method === undefined || operation.method === callee.method.toUpperCase());

/**
 * Matches the sources of an Arazzo document with what is served: by the file, by name, or, where there is one of each,
 * as it is.
 *
 * @throws {WorkflowError} for a source that is not served
 */
export function findOperations(document: Workflows, services: readonly Service[]): FindOperation {
  const { sources, file } = document;
  const matched = new Map(
    sources.map((source) => {
      const service = serviceFor(source, document, services);
      if (service === undefined)
        throw new WorkflowError(
          `${file}: the source ${source.name} (${source.url}) is not served, ${namesOf(services)} is; name its document: vendouble scenario run ${file} ./document.yaml`,
        );
      return [source.name, service] as const;
    }),
  );
  return (callee, place) => {
    const wanted = callee.kind === 'operation' ? callee.id : `${callee.method ?? ''} ${callee.path}`.trim();
    if (callee.source !== undefined && !matched.has(callee.source))
      throw new WorkflowError(
        `${place}: there is no source ${callee.source}; there are ${[...matched.keys()].join(', ')}`,
      );
    const from = [...new Set(callee.source === undefined ? matched.values() : [matched.get(callee.source)])];
    const found = from.flatMap((service) =>
      service === undefined
        ? []
        : (contractOf(service)?.operations ?? [])
            .filter((operation) => isCalled(callee, operation))
            .map((operation) => ({ service, operation })),
    );
    const [one, ...others] = found;
    if (one === undefined) {
      const known = from.flatMap((service) => (service && contractOf(service)?.operations) ?? []);
      const meant = nearestWord(
        wanted,
        known.map(({ id, method, template }) => (callee.kind === 'operation' ? id : `${method} ${template}`)),
      );
      throw new WorkflowError(
        `${place}: ${from.map((service) => service?.vendor.name).join(' and ')} has no operation ${wanted}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      );
    }
    if (others.length > 0)
      throw new WorkflowError(
        `${place}: several operations are meant by ${wanted}; ${callee.kind === 'path' ? 'name the method: …/get' : 'write $sourceDescriptions.<name>.<operationId>'}`,
      );
    return one;
  };
}
