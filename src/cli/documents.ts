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
    .description('list each wrong key with file, line and suggestion; exit 1 if there is one')
    .argument('[file]', 'path of the file (default: vendouble.config.yaml or .json here)')
    .action(async (file) => (await import('../commands/config-check.ts')).checkConfigFile(file));
  cli
    .command('check')
    .description('list what is wrong with an OpenAPI document')
    .argument('<spec>', 'path of the document, or its http(s) address')
    .option('--overlay <file>', 'OpenAPI Overlay to apply first; may be repeated', collect)
    .addOption(allowRefs())
    .addOption(new Option('--format <format>', 'format of the report').choices(CHECK_FORMATS).default('text'))
    .action(checkContract);
  addDiff(cli);
  cli
    .command('infer')
    .description('print what is inferred from an OpenAPI document, as an overlay that you can correct')
    .argument('<spec>', 'path of the document')
    .option('--from <recording>', 'print what the document lacks, from a recording')
    .option('--overlay <file>', 'OpenAPI Overlay with corrections so far; may be repeated', collect)
    .action(async (spec, flags) => (await import('../commands/infer.ts')).inferDocument(spec, flags));
  cli
    .command('init')
    .description('create the folder of your own vendor, with typed handlers for the operations of a document')
    .argument('<name>', 'name of the vendor and of its folder')
    .requiredOption('--spec <file>', 'path of the OpenAPI document')
    .option('--overlay <file>', 'path of an OpenAPI Overlay with corrections; may be repeated', collect)
    .action(async (name, flags) => (await import('../commands/init.ts')).init(name, flags));
}
