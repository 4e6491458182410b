/** What a recording confirms of a contract, as an OpenAPI Overlay for you to review. */
import { isWeaker } from '../contract/document/evidence.ts';
import { targetOf } from '../infer/write-overlay.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import type { DriftOverlay } from './drift-overlay.ts';
import type { WeighedClaim } from './weigh-evidence.ts';

const isConfirmed = ({ confirmedBy, contradictedBy }: WeighedClaim): boolean =>
  confirmedBy.length > 0 && contradictedBy.length === 0;

/** An exchange that anyone with the recording finds again. */
function placeOf({ recorded: { id, at, reply } }: ReplayedExchange, recording: string): string {
  const body = reply.body === null ? '' : `, body sha256 ${reply.body.slice(0, 12)}`;
  return `recording ${recording}, exchange ${id} of ${at}${body}`;
}

const nameOf = ({ operation, reply, error }: WeighedClaim): string =>
  [operation, reply, error].filter((part) => part !== null).join(' ');

export interface EvidencePatch {
  readonly overlay: DriftOverlay & { readonly extends: string };
  /** Confirmed, but the contract says it in one place for several operations. */
  readonly shared: readonly string[];
  /** What the contract and the recording each say. */
  readonly contradicted: readonly string[];
}

/**
 * @param claims of one version of the contract
 * @param recording its name, which becomes part of the sources
 * @param spec the contract, as the overlay should name it
 */
export function evidencePatch(
  claims: readonly WeighedClaim[],
  recording: string,
  title: string,
  spec: string,
): EvidencePatch {
  const confirmed = claims.filter(
    (claim) => isConfirmed(claim) && isWeaker(claim.evidence?.grade, 'recorded'),
  );
  const actions = confirmed
    .filter(({ isShared }) => !isShared)
    .map((claim) => {
      const [first] = claim.confirmedBy;
      const times = claim.confirmedBy.length;
      return {
        target: targetOf(claim.at),
        description: `${nameOf(claim)}: confirmed by ${times} ${times === 1 ? 'exchange' : 'exchanges'}; it was ${claim.evidence?.grade ?? 'without evidence'}.`,
        update: {
          'x-evidence': {
            grade: 'recorded',
            source: first === undefined ? recording : placeOf(first, recording),
          },
        },
      };
    });
  return {
    overlay: {
      overlay: '1.0.0',
      info: { title: `What ${recording} confirms of ${title}`, version: '1.0.0' },
      extends: spec,
      actions,
    },
    shared: confirmed.filter(({ isShared }) => isShared).map(nameOf),
    contradicted: claims.flatMap((claim) => {
      const [first] = claim.contradictedBy;
      if (first === undefined) return [];
      const { evidence } = claim;
      const source =
        evidence === undefined
          ? 'without evidence'
          : `${evidence.grade}: ${evidence.source.replace(/\s+/g, ' ').trim()}`;
      return [
        `${nameOf(claim)}: ${[first.difference.pointer, first.difference.message].join(' ').trim()}\n  contract (${source})\n  ${placeOf(first.exchange, recording)}, one of ${claim.contradictedBy.length}`,
      ];
    }),
  };
}
