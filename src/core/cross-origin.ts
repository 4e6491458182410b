/** Whether a request comes from a web page of another origin, by the headers that browsers add. */
export function isCrossOrigin(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  return (
    (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  );
}

/** Whether a browser asks if a page may make a call. */
export const isPreflight = (
  method: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;
