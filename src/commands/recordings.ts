/** `vendouble recordings`: what is in a recording, and HAR files in and out. */
import { readFileSync } from 'node:fs';
import { packageVersion } from '../core/package-version.ts';
import { readHar, writeHar } from '../recordings/har.ts';
import { type ReplayedExchange, readRecording } from '../recordings/read-recording.ts';
import { scrubExchange } from '../recordings/recorded-exchange.ts';
import { createRecorder } from '../recordings/recorder.ts';
import { validateReceived } from '../recordings/validate-received.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface ImportFlags {
  readonly vendor: string;
  readonly to?: string;
  readonly keep?: readonly string[];
  readonly forgetKey?: boolean;
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}`);
  }
}

/** Validates, scrubs and records what a HAR file holds. Exits 2 when an exchange is lost. */
export async function importHar(file: string, folder: string, flags: ImportFlags): Promise<void> {
  const service = await openRecordedVendor(flags.vendor, {});
  const { exchanges, skipped } = readHar(readFile(file), flags.to);
  if (exchanges.length === 0)
    throw new CommandError(
      `${file} has no exchanges over HTTP${flags.to === undefined ? '' : ` with ${flags.to}`}`,
    );
  const recorder = createRecorder(folder, service, flags);
  for (const exchange of exchanges) {
    const verdict = await validateReceived(service, exchange);
    await recorder.add(scrubExchange(service.vendor.name, exchange, verdict, recorder.rules));
  }
  const { recorded, lost, reason } = await recorder.close();
  process.stdout.write(
    `${recorded} exchanges were recorded to ${folder}; ${skipped} entries are no exchanges with the vendor\n`,
  );
  if (lost === 0) return;
  process.stderr.write(`vendouble: ${lost} exchanges are not in the recording: ${reason}\n`);
  process.exitCode = 2;
}

/** Writes a recording as a HAR file to standard output. */
export function exportHar(folder: string, { to = 'http://vendor.invalid' }: { readonly to?: string }): void {
  process.stdout.write(writeHar(readRecording(folder), new URL(to).origin, packageVersion()));
}

const stateOf = ({ recorded: { verdict } }: ReplayedExchange): string =>
  verdict.problems.length > 0
    ? 'not validated'
    : verdict.request.length > 0
      ? 'request breaks the contract'
      : verdict.reply.length > 0
        ? 'reply breaks the contract'
        : 'valid';

/** Lists the exchanges of a recording. */
export function listRecording(folder: string): void {
  const exchanges = readRecording(folder);
  for (const exchange of exchanges) {
    const { id, at, request, reply, operation } = exchange.recorded;
    process.stdout.write(
      `${id}\t${at}\t${request.method} ${request.target}\t${reply.status}\t${operation ?? '-'}\t${stateOf(exchange)}\n`,
    );
  }
  const kept = [...new Set(exchanges.flatMap(({ recorded }) => recorded.kept))];
  if (kept.length > 0) process.stdout.write(`recorded as they are: ${kept.join(', ')}\n`);
}

/** Shows one exchange with its bodies. @throws {CommandError} for a name that is not in the recording */
export function showExchange(folder: string, name: string): void {
  const found = readRecording(folder).find(({ recorded }) => recorded.id === name);
  if (found === undefined)
    throw new CommandError(
      `${folder} has no exchange ${name}; vendouble recordings list ${folder} names them`,
    );
  const { recorded, received } = found;
  const lines = (headers: typeof received.request.headers): string =>
    headers.map(([header, value]) => `${header}: ${value}\n`).join('');
  process.stdout.write(
    [
      `${recorded.request.method} ${recorded.request.target}\n${lines(received.request.headers)}\n${received.request.body}\n\n`,
      `${recorded.reply.status}\n${lines(received.reply.headers)}\n${received.reply.body}\n\n`,
      `${stateOf(found)}\n`,
      ...[...recorded.verdict.request, ...recorded.verdict.reply, ...recorded.verdict.problems].map(
        (text) => `  ${text}\n`,
      ),
    ].join(''),
  );
}
