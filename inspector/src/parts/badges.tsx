/** Where a reply came from and how it is known, as badges. */
import type { ExchangeSummary } from '../api.ts';

const SOURCES: Readonly<Record<ExchangeSummary['source'], readonly [label: string, title: string]>> = {
  modelled: ['modelled', 'answered by modelled behaviour'],
  recorded: ['recorded', 'what the real vendor answered when the scenario was recorded'],
  example: ['example', 'an example of the contract; this operation is not modelled'],
  generated: ['generated', 'generated from the schema; this operation is not modelled'],
  failure: ['vendor error', 'an error as the vendor sends it'],
  fault: ['fault', 'a fault was set for this call'],
  refusal: ['refused', 'an error of vendouble itself; the vendor would not send it'],
  upstream: ['real vendor', 'answered by the real vendor, through the proxy'],
};

const GRADES: Readonly<Record<string, string>> = {
  recorded: 'a real exchange, or the vendor’s own server',
  documented: 'the vendor’s documentation',
  client: 'an official client’s code',
  framework: 'what the vendor’s framework does by default',
  assumed: 'our assumption; no source says it',
};

/** The word on the badge of a source. */
export const labelOf = (source: ExchangeSummary['source']): string => SOURCES[source][0];

/** How it is known that the vendor behaves so. */
export function Evidence({ grade }: { grade: string | null | undefined }) {
  if (grade === null || grade === undefined) return null;
  return (
    <span class={`evidence ${grade}`} title={`${grade}: ${GRADES[grade] ?? ''}`}>
      {grade}
    </span>
  );
}

export function Status({ status }: { status: number | string }) {
  const text = status === 0 ? 'none' : String(status);
  return (
    <span
      class={`status s${text[0]}`}
      title={status === 0 ? 'the connection was closed without a reply' : undefined}
    >
      {text}
    </span>
  );
}

export function Badges({ of }: { of: Pick<ExchangeSummary, 'source' | 'drift' | 'fault' | 'evidence'> }) {
  const [label, title] = SOURCES[of.source];
  return (
    <span class="badges">
      {of.drift > 0 && (
        <span class="badge drift" title="the reply violates the contract">
          drift
        </span>
      )}
      {of.fault !== null && of.source !== 'fault' && (
        <span class="badge fault" title={`changed by ${of.fault}`}>
          fault
        </span>
      )}
      <span class={`badge ${of.source}`} title={title}>
        {label}
      </span>
      <Evidence grade={of.evidence} />
    </span>
  );
}
