/** What is known of a reply, in a word each. */
import type { ExchangeSummary } from '../api.ts';

const SOURCES: Readonly<Record<ExchangeSummary['source'], readonly [label: string, title: string]>> = {
  modelled: ['modelled', 'answered by the modelled behaviour'],
  recorded: ['recorded', 'what the real vendor answered when the scenario was recorded'],
  example: ['example', 'an example of the contract; nothing is modelled here'],
  generated: ['generated', 'made up from the contract; nothing is modelled here'],
  failure: ['vendor error', 'an error in the vendor’s words'],
  fault: ['fault', 'somebody asked for this'],
  refusal: ['refused', 'answered by vendouble itself; the vendor would never send this'],
  upstream: ['real vendor', 'answered by the real vendor, through the proxy'],
};

const GRADES: Readonly<Record<string, string>> = {
  recorded: 'a real exchange, or the vendor’s own server',
  documented: 'the vendor’s documentation',
  client: 'an official client’s code',
  framework: 'what the vendor’s framework does by default',
  assumed: 'our choice where no source speaks',
};

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
        <span class="badge drift" title="the reply breaks its contract">
          drift
        </span>
      )}
      {of.fault !== null && of.source !== 'fault' && (
        <span class="badge fault" title={`met by ${of.fault}`}>
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
