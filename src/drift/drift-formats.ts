/** The formats of a drift report. */
export const DRIFT_FORMATS = ['text', 'json', 'junit', 'sarif', 'github'] as const;
export type DriftFormat = (typeof DRIFT_FORMATS)[number];
