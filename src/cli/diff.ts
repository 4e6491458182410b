/** `vendouble diff` */
import { type Command, Option } from 'commander';
import { FORMATS } from '../diff/diff-report.ts';
import { LEVELS } from '../diff/kinds.ts';
import { allowRefs } from './options.ts';

/** Loaded when it is asked for: a start does without it. */
export function addDiff(cli: Command): void {
  cli
    .command('diff')
    .description('compare two versions of an OpenAPI document and report what breaks its consumers')
    .argument('<old>', 'current document: path or http(s) URL')
    .argument('<new>', 'new document: path or http(s) URL')
    .addOption(new Option('--format <format>', 'format of the report').choices(FORMATS).default('text'))
    .addOption(
      new Option('--fail-on <level>', 'exit 1 for a change of this level or worse')
        .choices([...LEVELS, 'none'])
        .default('breaking'),
    )
    .option(
      '--coverage <folder>',
      'report which breaking changes your tests use; recorded with --coverage against the old document',
    )
    .addOption(allowRefs())
    .action(async (old, next, flags) =>
      (await import('../commands/diff.ts')).diffContracts(old, next, flags),
    );
}
