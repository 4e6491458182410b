/** `vendouble state` */
import type { Command } from 'commander';
import { diffStates, repairState, showState } from '../commands/state.ts';

export function addState(cli: Command): void {
  const state = cli.command('state').description('look into state directories, and mend them');
  state.command('show').description('what a directory holds').argument('<directory>').action(showState);
  state
    .command('diff')
    .description('how two directories differ; exit code 1 when they do')
    .argument('<one>')
    .argument('<other>')
    .action(diffStates);
  state
    .command('repair')
    .description('save what can be read of a damaged directory')
    .argument('<directory>', 'stays as it is')
    .requiredOption('--to <directory>', 'a new directory')
    .action(repairState);
}
