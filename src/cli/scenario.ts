/** `vendouble scenario` */
import type { Command } from 'commander';
import { addServeOptions, allowRefs, collect } from './options.ts';

export function addScenario(cli: Command): void {
  const scenario = cli.command('scenario').description('run workflows that are written as Arazzo documents');
  addServeOptions(scenario.command('run'))
    .description('run the workflows of an Arazzo document against an emulator; exit 1 when one fails')
    .argument('<workflows>', 'path of the Arazzo document')
    .argument(
      '[served...]',
      'vendors and documents to serve (default: those of the configuration, or the sources of the workflows)',
    )
    .option(
      '--workflow <id>',
      'run this workflow; may be repeated (default: each that no other one calls)',
      collect,
    )
    .option('--input <name=value>', 'an input of the workflows, as JSON or text; may be repeated', collect)
    .option('--scenario <name>', 'scenario that each workflow begins with')
    .option('--no-credentials', 'send no credentials but those of the workflow')
    .option('--overlay <file>', 'OpenAPI Overlay for the document; may be repeated', collect)
    .addOption(allowRefs())
    .action(async (file, served, flags) =>
      (await import('../commands/scenario-run.ts')).runScenarioFile(file, served, flags),
    );
}
