/** Commands for the real vendor: proxy, recordings and drift. */
import { type Command, Option } from 'commander';
import { GRADES } from '../contract/document/evidence.ts';
import { DRIFT_FORMATS } from '../drift/drift-formats.ts';
import { allowRefs, collect, hostOption, interceptOption, portOption, wholeNumber } from './options.ts';

/** Their code is loaded when they run. */
export function addUpstream(cli: Command): void {
  cli
    .command('proxy')
    .description('forward calls to the real vendor unchanged, and validate and record them')
    .argument('<vendor>', 'name of a vendor, or path or address of an OpenAPI document')
    .argument('[address]', 'address of the real vendor, as prism proxy takes it')
    .option('--to <address>', 'address of the real vendor, such as https://api.example.com')
    .option('--record <folder>', 'record every exchange to this folder, without its secrets')
    .option('--keep <field>', 'record this field without masking it; may be repeated', collect)
    .option('--forget-key', 'do not store the key of the replacements')
    .addOption(
      new Option('--spy [grade]', 'let the emulator answer what has at least this evidence; forward the rest')
        .choices(GRADES)
        .preset('recorded'),
    )
    .option('--strict', 'reject calls and replies that break the contract (bodies up to 1 MiB)')
    .addOption(new Option('--errors', 'the same as --strict; the name is that of prism proxy'))
    .addOption(
      new Option('--validate-request <boolean>', 'false: --strict rejects only replies, as in prism proxy')
        .choices(['true', 'false'])
        .default('true'),
    )
    .option('--insecure', 'do not verify the certificate of the vendor')
    .option('--upstream-proxy <address>', 'proxy to reach the vendor through (default: HTTPS_PROXY)')
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(interceptOption())
    .option('--overlay <file>', 'OpenAPI Overlay for the document', collect)
    .addOption(allowRefs())
    .option('--show-evidence', 'add the x-vendouble-exchange header to replies')
    .option('--verbose', 'log why calls break the contract (default in a terminal)')
    .option('-c, --config <file>', 'configuration file')
    .action(async (vendor, address, flags) =>
      (await import('../commands/proxy.ts')).proxy(vendor, address, flags),
    );
  addRecordings(cli);
  cli
    .command('drift')
    .description('report where a recording of the real vendor differs from the contract and the emulator')
    .argument('<vendor>', 'name of a vendor, or path or address of an OpenAPI document')
    .argument('[recording]', 'folder that vendouble proxy --record wrote; or use --live')
    .option('--live', 'call the real vendor, with credentials from VENDOUBLE_LIVE_HEADER_AUTHORIZATION')
    .option('--to <address>', 'with --live: address of the real vendor')
    .option('--operations <ids>', 'with --live: operations to call, separated by commas')
    .option('--value <name=value>', 'with --live: value of a parameter; may be repeated', collect)
    .addOption(
      new Option('--pause <milliseconds>', 'with --live: pause between two calls')
        .argParser(wholeNumber)
        .default(1_000),
    )
    .addOption(new Option('--format <format>', 'format of the report').choices(DRIFT_FORMATS).default('text'))
    .option('--budget <file>', 'differences that you accept, each with a reason and a date')
    .option('--base-path <path>', 'path of the address that the vendor was called at')
    .option('--overlay <file>', 'OpenAPI Overlay for the document', collect)
    .addOption(allowRefs())
    .action(async (vendor, recording, flags) =>
      (await import('../commands/drift.ts')).drift(vendor, recording, flags),
    );
}

function addRecordings(cli: Command): void {
  const recordings = cli.command('recordings').description('read recordings of the real vendor');
  const load = () => import('../commands/recordings.ts');
  recordings
    .command('list')
    .description('list the exchanges of a recording')
    .argument('<recording>')
    .action(async (folder) => (await load()).listRecording(folder));
  recordings
    .command('show')
    .description('show one exchange')
    .argument('<recording>')
    .argument('<exchange>', 'its id in the list')
    .action(async (folder, name) => (await load()).showExchange(folder, name));
  recordings
    .command('scenario')
    .description(
      'write a recording as a scenario: its calls, and the replies that differ from the emulator’s',
    )
    .argument('<recording>')
    .requiredOption('--vendor <vendor>', 'name of the vendor, or path of its OpenAPI document')
    .option('--name <name>', 'name of the scenario (default: that of the folder)')
    .option('--scenarios <folder>', 'folder of your scenarios', 'scenarios')
    .option('--base-path <path>', 'path of the address that the vendor was called at')
    .option('--overlay <file>', 'OpenAPI Overlay for the document', collect)
    .action(async (folder, flags) =>
      (await import('../commands/scenario-from-recording.ts')).scenarioFromRecording(folder, flags),
    );
  recordings
    .command('import')
    .description('record the exchanges of a HAR file, without their secrets')
    .argument('<har>')
    .argument('<recording>')
    .requiredOption('--vendor <vendor>', 'name of the vendor, or path of its OpenAPI document')
    .option('--to <address>', 'address of the vendor; entries of others are skipped')
    .option('--keep <field>', 'record this field without masking it; may be repeated', collect)
    .option('--forget-key', 'do not store the key of the replacements')
    .action(async (file, folder, flags) => (await load()).importHar(file, folder, flags));
  recordings
    .command('export')
    .description('write a recording to standard output as a HAR file')
    .argument('<recording>')
    .option('--to <address>', 'address for the URLs of the entries')
    .action(async (folder, flags) => (await load()).exportHar(folder, flags));
}
