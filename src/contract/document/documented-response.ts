/** Which of the documented responses of an operation describes a status. */

/** The response of a status: the one with that status, else with its class (`4XX`), else `default`. */
export function documentedResponse<R extends { readonly status: string }>(
  responses: readonly R[],
  status: number,
): R | undefined {
  const own = String(status);
  for (const known of responses) if (known.status === own) return known;
  const ofClass = `${Math.floor(status / 100)}XX`;
  return (
    responses.find((known) => known.status === ofClass) ??
    responses.find((known) => known.status === 'default')
  );
}
