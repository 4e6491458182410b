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
    .argument('<old>', 'path of the document that consumers use today, or its http(s) address')
    .argument('<new>', 'path of the document that replaces it, or its http(s) address')
    .addOption(new Option('--format <format>', 'how to report').choices(FORMATS).default('text'))
    .addOption(
      new Option('--fail-on <level>', 'exit 1 when there is a change of this level or a worse one')
        .choices([...LEVELS, 'none'])
        .default('breaking'),
    )
    .option(
      '--coverage <folder>',
      'report which breaking changes your tests exercise; recorded with --coverage against the old document',
    )
    .addOption(allowRefs())
    .action(async (old, next, flags) =>
      (await import('../commands/diff.ts')).diffContracts(old, next, flags),
    );
}
