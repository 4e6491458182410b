/** `vendouble state` */
import type { Command } from 'commander';
import { diffStates, repairState, showState } from '../commands/state.ts';

export function addState(cli: Command): void {
  const state = cli.command('state').description('inspect and repair state directories');
  state
    .command('show')
    .description('print the content of a directory')
    .argument('<directory>')
    .action(showState);
  state
    .command('diff')
    .description('compare two directories; exit 1 if they differ')
    .argument('<one>')
    .argument('<other>')
    .action(diffStates);
  state
    .command('repair')
    .description('copy what can be read of a damaged directory')
    .argument('<directory>', 'is not changed')
    .requiredOption('--to <directory>', 'a new directory')
    .action(repairState);
}
