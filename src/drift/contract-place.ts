/** Finds the place in the contract that a finding differs from. */
import { isAbsolute } from 'node:path';
import type { SourcePlace } from '../contract/document/source-files.ts';
import type { Service } from '../services/service.ts';
import type { FindPlace } from './format-drift.ts';

const isInWorkingFolder = ({ file }: SourcePlace): boolean => !isAbsolute(file) && !file.startsWith('..');

/** The response of the operation, or the operation where the document has no such response. */
export const findPlace =
  ({ versions }: Service): FindPlace =>
  ({ operation: id, status }) => {
    for (const { contract } of versions.values()) {
      const at = contract.operations.find((operation) => operation.id === id)?.at;
      if (at === undefined) continue;
      const place = contract.documents.place({ ...at, pointer: `${at.pointer}/responses/${status}` });
      return isInWorkingFolder(place) ? place : undefined;
    }
    return undefined;
  };
