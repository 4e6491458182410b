/** What recordings show and the contract lacks, as an OpenAPI Overlay for you to review. */
import type { DriftFinding, DriftReport, OverlayAction } from './drift-finding.ts';

export interface DriftOverlay {
  readonly overlay: '1.0.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly actions: readonly (OverlayAction & { readonly description: string })[];
}

const describe = ({ message, count, samples, lastSeen }: DriftFinding): string =>
  `${message} (${count} times, last ${lastSeen}, ${samples.join(', ')})`;

/** @param title of the contract */
export function overlayOf({ findings }: DriftReport, title: string): DriftOverlay {
  const actions = findings.flatMap((finding) =>
    finding.overlay === undefined ? [] : [{ ...finding.overlay, description: describe(finding) }],
  );
  const known = new Set<string>();
  return {
    overlay: '1.0.0',
    info: { title: `What recordings show of ${title}`, version: '1.0.0' },
    actions: actions.filter(({ target, update }) => {
      const key = JSON.stringify([target, update]);
      return !known.has(key) && known.add(key);
    }),
  };
}
