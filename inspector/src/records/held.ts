/** A collection of records as the control plane lists it. */
export interface Held {
  readonly vendor: string;
  readonly account: string;
  readonly collection: string;
  /** Field with the primary key. */
  readonly key: string;
  readonly total: number;
}
