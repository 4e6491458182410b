/** `vendouble state` */
import type { Command } from 'commander';
import {
  diffStates,
  exportState,
  importState,
  migrateState,
  repairState,
  showState,
} from '../commands/state.ts';

/** Where state is kept. */
const PLACE = 'a state directory, or the postgres:// URL of a database';

export function addState(cli: Command): void {
  const state = cli.command('state').description('inspect, copy and repair state directories and databases');
  state.command('show').description('list what is kept').argument('<place>', PLACE).action(showState);
  state
    .command('diff')
    .description('list differences; exit with code 1 when there are some')
    .argument('<one>', PLACE)
    .argument('<other>', PLACE)
    .action(diffStates);
  state
    .command('repair')
    .description('save what can be read of damaged state')
    .argument('<place>', `${PLACE}; stays as it is`)
    .requiredOption('--to <directory>', 'a new directory')
    .action(repairState);
  state
    .command('export')
    .description('copy a database into a state directory')
    .argument('<url>', 'postgres:// URL of the database')
    .requiredOption('--to <directory>', 'a new directory')
    .action(exportState);
  state
    .command('import')
    .description('copy a state directory into a database')
    .argument('<directory>', 'a state directory that is not in use')
    .requiredOption('--to <url>', 'postgres:// URL of a database without records')
    .action(importState);
  state
    .command('migrate')
    .description('bring the tables of a database to the format of this version; a start does so too')
    .argument('<url>', 'postgres:// URL of the database')
    .option('--dry-run', 'only list what would be run')
    .action(migrateState);
}
