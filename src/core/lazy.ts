/**
 * Computes when first asked, and never again: what failed once fails for ever, so that nothing half made is used.
 */
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
