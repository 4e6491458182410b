/** Commands for your own OpenAPI documents: check, infer and init. */
import { type Command, Option } from 'commander';
import { CHECK_FORMATS, checkContract } from '../commands/check.ts';
import { addDiff } from './diff.ts';
import { allowRefs, collect } from './options.ts';

export function addDocuments(cli: Command): void {
  cli
    .command('config')
    .description('check a configuration file')
    .command('check')
    .description('exit 1 and list file, line and suggestion for each key that is wrong')
    .argument('[file]', 'path of the file (default: vendouble.config.yaml or .json here)')
    .action(async (file) => (await import('../commands/config-check.ts')).checkConfigFile(file));
  cli
    .command('check')
    .description('read an OpenAPI document as the emulator would, and say what is wrong with it')
    .argument('<spec>', 'path of the document, or its http(s) address')
    .option('--overlay <file>', 'OpenAPI Overlay to apply first; may be repeated', collect)
    .addOption(allowRefs())
    .addOption(new Option('--format <format>', 'how to report').choices(CHECK_FORMATS).default('text'))
    .action(checkContract);
  addDiff(cli);
  cli
    .command('infer')
    .description('print what is inferred of an OpenAPI document, as an OpenAPI Overlay to correct')
    .argument('<spec>', 'path of the document')
    .option('--from <recording>', 'print what a recording shows and the document lacks')
    .option('--overlay <file>', 'OpenAPI Overlay with corrections so far; may be repeated', collect)
    .action(async (spec, flags) => (await import('../commands/infer.ts')).inferDocument(spec, flags));
  cli
    .command('init')
    .description(
      'write the folder of a vendor of your own, with typed handlers for the operations of a document',
    )
    .argument('<name>', 'name of the vendor and of its folder')
    .requiredOption('--spec <file>', 'path of the OpenAPI document')
    .option('--overlay <file>', 'path of an OpenAPI Overlay with corrections; may be repeated', collect)
    .action(async (name, flags) => (await import('../commands/init.ts')).init(name, flags));
}
