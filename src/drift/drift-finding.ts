/** A difference between the real vendor and the contract or the emulator. */
import type { Evidence } from '../contract/document/evidence.ts';

/** What clients notice of it. */
export type Severity = 'breaking' | 'additive' | 'cosmetic';

/** A change of the contract that would settle a finding, as an OpenAPI Overlay writes it. */
export interface OverlayAction {
  readonly target: string;
  readonly update: unknown;
}

/** A difference in one exchange. */
export interface Difference {
  /** For machines: `member-missing`, `enum-value-new`. */
  readonly kind: string;
  readonly severity: Severity;
  readonly against: 'contract' | 'emulator';
  /** JSON pointer into the body of the reply, with `*` for any element of a list; otherwise where it is. */
  readonly pointer: string;
  readonly message: string;
  readonly overlay?: OverlayAction | undefined;
}

/** The same difference in all exchanges that have it. */
export interface DriftFinding extends Difference {
  /** The operation, or method and path where the contract has none. */
  readonly operation: string;
  readonly status: number;
  readonly count: number;
  /** ISO times. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Names of at most three exchanges. */
  readonly samples: readonly string[];
  /** How the contract knows the reply that the exchange differs from; `undefined` where it does not say. */
  readonly evidence: Evidence | undefined;
}

export interface DriftReport {
  readonly findings: readonly DriftFinding[];
  readonly exchanges: number;
  /** Exchanges that the contract could be held against. */
  readonly compared: number;
  /** Exchanges whose reply the emulator could be held against. */
  readonly replayed: number;
  /** Why others were not, with the number of exchanges. */
  readonly skipped: Readonly<Record<string, number>>;
}
