/** Whether a value that came as JSON is an object: neither a list, nor null, nor a scalar. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
