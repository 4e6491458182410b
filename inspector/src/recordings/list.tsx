/** The exchanges of a recording, in the order in which they were recorded. */
import { ask, type RecordedCall, type Recording } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { href } from '../route.ts';
import { shortened, timeOf, visible } from '../text.ts';
import { BackToRecordings } from './back.tsx';

function Row({ vendor, call }: { vendor: string; call: RecordedCall }) {
  return (
    <tr>
      <td>
        <a href={href('recordings', [vendor, 'exchanges', call.id])}>{call.id}</a>
      </td>
      <td title={call.at}>{timeOf(call.at)}</td>
      <td title={visible(call.path)}>
        {call.method} {shortened(visible(call.path), 60)}
      </td>
      <td>{call.status}</td>
      <td>{call.operation ?? 'not in the contract'}</td>
      <td>{call.milliseconds.toFixed(0)} ms</td>
      <td title={visible(call.findings.join('\n'))}>
        {call.findings.length === 0 ? 'valid' : shortened(visible(call.findings[0] ?? ''), 60)}
      </td>
    </tr>
  );
}

export function Calls({ of: { vendor, folder, to, exchanges } }: { of: Recording }) {
  const { value: calls, error } = useLoaded(
    async () =>
      (await ask<{ calls: readonly RecordedCall[] }>('GET', `recordings/${encodeURIComponent(vendor)}/calls`))
        .calls,
    vendor,
    exchanges,
  );
  return (
    <div class="records">
      <header>
        <BackToRecordings />
        <h2>{vendor}</h2>
        <p class="origin">
          Recorded from {to}, kept in <code>{folder}</code>
          {calls !== undefined && calls.length < exchanges ? `. The last ${calls.length} are shown.` : ''}
        </p>
      </header>
      {error !== undefined && <p class="none">{error}</p>}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {['exchange', 'time', 'call', 'status', 'operation', 'took', 'contract'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calls?.map((call) => (
              <Row key={call.id} vendor={vendor} call={call} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
