/** Which test files are near to a source file. They run first, and a fault is given up after them. */
import { join } from 'node:path';
import { filesBelow, ROOT, textOf } from '../structure/source-files.ts';
import { folderOf } from './mutants.ts';

/** Folders and files of tests beside those that are named like the folder of the source. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  src: ['cli', 'emulator'],
  admin: ['control', 'http/control-plane'],
  callbacks: [],
  cli: ['commands', 'cli'],
  commands: ['cli', 'newcomer', 'pact/command', 'diff/command', 'drift', 'coverage'],
  config: ['emulator', 'commands', 'cli', 'intercept'],
  contract: ['documents', 'infer', 'control/explain', 'vendors/conformance'],
  control: ['http/control-plane', 'emulator', 'inspector'],
  core: ['contract', 'control', 'state', 'vendors', 'emulator', 'documents'],
  coverage: ['commands/exec'],
  diff: [],
  drift: ['recordings', 'commands'],
  emulator: ['control', 'http'],
  explain: ['control/explain', 'commands/explain', 'newcomer', 'documents'],
  http: ['documents', 'newcomer', 'emulator'],
  infer: ['documents', 'commands/fidelity'],
  intercept: ['http'],
  journal: ['control', 'commands/exec', 'testing'],
  pact: ['control/scenarios'],
  pipeline: ['contract', 'documents', 'vendors/conformance', 'infer/honesty', 'control/faults'],
  recordings: ['upstream', 'drift'],
  reports: ['pact', 'coverage', 'drift', 'diff'],
  request: ['control', 'documents', 'http', 'emulator', 'contract'],
  scenarios: ['control/scenarios', 'commands/fidelity'],
  services: ['documents', 'contract', 'commands', 'emulator', 'vendors/conformance'],
  state: ['control/records', 'control/hand', 'control/snapshots'],
  testing: ['pact', 'coverage'],
  upstream: ['drift', 'recordings'],
  vendors: ['vendors/conformance', 'vendors/random', 'vendors/together', 'vendors/claims'],
  worlds: ['control', 'emulator', 'http/control-plane'],
};

/** Tests of the source itself, of what is published, and in a browser: they see no fault, or take longer than all others. */
const LEFT_OUT =
  /^test\/(architecture|structure|find-it)\.|^test\/(distribution|inspector)\/|^test\/state\/(full|cycles)\./;

const TESTS = filesBelow(join(ROOT, 'test'))
  .map((file) => `test/${file}`)
  .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file));

/** 0 for a test named like the source file, 1 for one in the folder of the same name, 2 for a neighbour, 3 for others. */
export function distance(test: string, file: string): 0 | 1 | 2 | 3 {
  const folder = folderOf(file);
  const base = /([^/]+)\.tsx?$/.exec(file)?.[1] ?? '';
  const within = (place: string): boolean =>
    test.startsWith(`test/${place}/`) || test === `test/${place}.test.ts`;
  if (test.endsWith(`/${base}.test.ts`)) return 0;
  if (within(folder)) return 1;
  return (NEIGHBOURS[folder.split('/')[0] ?? ''] ?? []).some(within) ? 2 : 3;
}

/** Test files near to at least one of the source files. */
export const nearestTests = (files: readonly string[]): readonly string[] =>
  TESTS.filter((test) => files.some((file) => distance(test, file) < 3));

/** Whether a test starts processes, whose coverage is not seen. */
export const startsProcesses = (test: string): boolean =>
  /child_process|support\/command|intercept\/support/.test(textOf(test, ROOT));
