#!/usr/bin/env node
/** The command line. Exit codes: 0 without findings, 1 with findings, 2 when it cannot run. */
import { readFileSync, realpathSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addDocuments } from './cli/documents.ts';
import { addPact } from './cli/pact.ts';
import { addReports } from './cli/reports.ts';
import { addServeCommands } from './cli/serve.ts';
import { addState } from './cli/state.ts';
import { addUpstream } from './cli/upstream.ts';
import { surviveBrokenPipe } from './commands/broken-pipe.ts';
import { CommandError } from './commands/command-error.ts';
import { assertNode } from './commands/node-version.ts';
import { ConfigError } from './config/config.ts';
import { ContractError } from './contract/document/load-document.ts';
import { stopBeingIntercepted } from './core/own-connections.ts';
import { CoverageError } from './coverage/coverage-files.ts';
import { BudgetError } from './drift/budget.ts';
import { PactError } from './pact/pact-error.ts';
import { RecordingError } from './recordings/recording-error.ts';
import { StateFileError } from './state/state-error.ts';

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;

function program(): Command {
  const cli = new Command('vendouble')
    .description('Doubles of vendor APIs: checked against a contract, stateful, in the vendor’s own words.')
    .version(packageVersion())
    .exitOverride();
  addServeCommands(cli);
  addReports(cli);
  addDocuments(cli);
  addState(cli);
  addPact(cli);
  addUpstream(cli);
  return cli;
}

/** @returns the exit code of an error; `undefined` when the command ran or goes on serving */
export async function run(args: readonly string[]): Promise<number | undefined> {
  try {
    assertNode(process.versions.node);
    await program().parseAsync([...args], { from: 'user' });
    return undefined;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
    const expected = [
      ConfigError,
      ContractError,
      StateFileError,
      CommandError,
      CoverageError,
      PactError,
      RecordingError,
      BudgetError,
    ].some((kind) => cause instanceof kind);
    process.stderr.write(`vendouble: ${expected ? (cause as Error).message : (cause as Error).stack}\n`);
    return 2;
  }
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename;
if (isMain) {
  surviveBrokenPipe();
  stopBeingIntercepted();
  const code = await run(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
}
