/** Computes a value on the first call and returns the same one ever after. If the first call throws, all of them do. */
export function lazy<T>(compute: () => T): () => T {
  let outcome: { readonly value: T } | { readonly cause: unknown } | undefined;
  return () => {
    if (outcome === undefined) {
      try {
        outcome = { value: compute() };
      } catch (cause) {
        outcome = { cause };
      }
    }
    if ('cause' in outcome) throw outcome.cause;
    return outcome.value;
  };
}
