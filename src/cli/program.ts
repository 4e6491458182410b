/** All commands together. Exit codes: 0 without findings, 1 with findings, 2 when it cannot run. */
import { Command, CommanderError } from 'commander';
import { surviveBrokenPipe } from '../commands/broken-pipe.ts';
import { CommandError } from '../commands/command-error.ts';
import { ConfigError } from '../config/config.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { stopBeingIntercepted } from '../core/own-connections.ts';
import { packageVersion } from '../core/package-version.ts';
import { CoverageError } from '../coverage/coverage-files.ts';
import { BudgetError } from '../drift/budget.ts';
import { PactError } from '../pact/pact-error.ts';
import { RecordingError } from '../recordings/recording-error.ts';
import { ScenarioError } from '../scenarios/scenario-file.ts';
import { StateFileError } from '../state/state-error.ts';
import { WorkflowError } from '../workflows/sources.ts';
import { addDocuments } from './documents.ts';
import { addPact } from './pact.ts';
import { addReports } from './reports.ts';
import { addScenario } from './scenario.ts';
import { addServeCommands } from './serve.ts';
import { ignoreServiceLinks } from './service-links.ts';
import { addState } from './state.ts';
import { addUpstream } from './upstream.ts';
import { addWebhooks } from './webhooks.ts';

function program(): Command {
  const cli = new Command('vendouble')
    .description('Stateful mock servers for third-party APIs.')
    .version(packageVersion())
    .exitOverride();
  addServeCommands(cli);
  addReports(cli);
  addDocuments(cli);
  addState(cli);
  addPact(cli);
  addScenario(cli);
  addUpstream(cli);
  addWebhooks(cli);
  return cli;
}

/** Runs a command. @param args what follows the name of the program */
export async function run(args: readonly string[]): Promise<void> {
  surviveBrokenPipe();
  stopBeingIntercepted();
  ignoreServiceLinks(process.env);
  const commands = program();
  if (args.length === 0) return commands.outputHelp();
  try {
    await commands.parseAsync([...args], { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) {
      process.exitCode = cause.exitCode === 0 ? 0 : 2;
      return;
    }
    const expected = [
      ConfigError,
      ContractError,
      StateFileError,
      CommandError,
      CoverageError,
      PactError,
      RecordingError,
      BudgetError,
      ScenarioError,
      WorkflowError,
    ].some((kind) => cause instanceof kind);
    process.stderr.write(`vendouble: ${expected ? (cause as Error).message : (cause as Error).stack}\n`);
    process.exitCode = 2;
  }
}
