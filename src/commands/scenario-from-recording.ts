/** `vendouble recordings scenario`: writes a recording as a scenario that worlds can begin with. */
import { basename } from 'node:path';
import { type CompiledExchange, compileScenario } from '../drift/compile-scenario.ts';
import { readRecording } from '../recordings/read-recording.ts';
import { toFileName, writeScenario } from '../scenarios/scenario-file.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';
import { table } from './table.ts';

export interface ScenarioFlags {
  readonly vendor: string;
  readonly name?: string;
  readonly scenarios: string;
  readonly overlay?: readonly string[];
  readonly basePath?: string;
}

const rowOf = ({ exchange: { recorded }, outcome, reason = '' }: CompiledExchange): readonly string[] => [
  recorded.id,
  `${recorded.request.method} ${recorded.request.target}`,
  String(recorded.reply.status),
  outcome,
  reason,
];

export async function scenarioFromRecording(folder: string, flags: ScenarioFlags): Promise<void> {
  const service = await openRecordedVendor(flags.vendor, flags);
  const name = toFileName(flags.name ?? basename(folder));
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
    throw new CommandError(
      `${name} is no name for a scenario; name one of letters, digits and dashes with --name`,
    );
  const { scenario, exchanges } = await compileScenario(
    service,
    readRecording(folder),
    basename(folder),
    flags.basePath,
  );
  if (scenario.calls.length === 0 && scenario.answers === undefined)
    throw new CommandError(
      `no exchange of ${folder} can be part of a scenario: ${exchanges.find(({ reason }) => reason !== undefined)?.reason ?? 'there are none'}`,
    );
  const file = writeScenario(flags.scenarios, service.vendor.name, name, scenario);
  process.stdout.write(table(['exchange', 'call', 'status', 'outcome', 'why'], exchanges.map(rowOf)));
  const count = (outcome: CompiledExchange['outcome']): number =>
    exchanges.filter((one) => one.outcome === outcome).length;
  process.stdout.write(
    `\n${file}: ${scenario.calls.length} calls; of ${exchanges.length} exchanges the emulator answers ${count('same')} alike and ${count('recorded')} as recorded; ${count('differs')} differ, ${count('left out')} are left out\n`,
  );
}
