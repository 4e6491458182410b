/** Where a recording differs from the contract and from the emulator. */
import { ask, type Drift, type Recording } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { href } from '../route.ts';
import { counted, shortened, visible } from '../text.ts';
import { BackToRecordings } from './back.tsx';

type Finding = Drift['findings'][number];

function Row({ vendor, finding }: { vendor: string; finding: Finding }) {
  const { severity, kind, against, operation, status, pointer, message, count, samples } = finding;
  const { evidence, overlay } = finding;
  return (
    <tr>
      <td>
        <span class={`severity ${severity}`}>{severity}</span>
      </td>
      <td>
        {operation} {status} {visible(pointer)}
      </td>
      <td class="said">
        {visible(message)}
        <details>
          <summary>{kind}</summary>
          <p>
            Compared with the {against}.
            {evidence !== null && ` Source of the contract (${evidence.grade}): ${visible(evidence.source)}`}
          </p>
          {overlay !== null && (
            <p>
              Overlay that fixes it: <code>{visible(overlay.target)}</code>{' '}
              <code>{shortened(visible(overlay.update), 400)}</code>
            </p>
          )}
        </details>
      </td>
      <td>
        {counted(count, 'time')}:{' '}
        {samples.map((id) => (
          <a key={id} href={href('recordings', [vendor, 'exchanges', id])}>
            {id}{' '}
          </a>
        ))}
      </td>
    </tr>
  );
}

export function DriftTable({ of: { vendor, exchanges } }: { of: Recording }) {
  const { value: drift, error } = useLoaded(
    () => ask<Drift>('GET', `recordings/${encodeURIComponent(vendor)}/drift`),
    vendor,
    exchanges,
  );
  if (error !== undefined) return <p class="empty">{error}</p>;
  if (drift === undefined) return <p class="empty">Comparing…</p>;
  const { findings, compared, replayed, skipped } = drift;
  return (
    <div class="records">
      <header>
        <BackToRecordings />
        <h2>Drift of {vendor}</h2>
        <p class="origin">
          {counted(findings.length, 'difference')} in {counted(drift.exchanges, 'exchange')}; {compared}{' '}
          compared with the contract, {replayed} with the emulator
        </p>
      </header>
      <div class="scroll">
        {findings.length === 0 && <p class="empty">No differences between the recording and the emulator.</p>}
        {findings.length > 0 && (
          <table>
            <thead>
              <tr>
                {['severity', 'place', 'difference', 'seen'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {findings.map((finding) => (
                <Row
                  key={`${finding.kind} ${finding.operation} ${finding.status} ${finding.pointer} ${finding.message}`}
                  vendor={vendor}
                  finding={finding}
                />
              ))}
            </tbody>
          </table>
        )}
        <ul aria-label="Not compared">
          {Object.entries(skipped).map(([reason, count]) => (
            <li key={reason}>
              {counted(count, 'exchange')}: {visible(reason)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
