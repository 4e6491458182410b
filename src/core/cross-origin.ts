/** Whether a call comes from a web page of another origin, as browsers tell of the calls that pages make. */
export function isCrossOrigin(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  return (
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  );
}
