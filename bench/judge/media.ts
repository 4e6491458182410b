/** Media types, as far as the judge writes and reads them. */

const bare = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? '';

export const isJson = (mediaType: string): boolean =>
  /^(application|text)\/json$|[/+]json$|^\*\/\*$|^application\/\*$/.test(bare(mediaType));

export const isForm = (mediaType: string): boolean => bare(mediaType) === 'application/x-www-form-urlencoded';

export const isMultipart = (mediaType: string): boolean => bare(mediaType) === 'multipart/form-data';

export const isText = (mediaType: string): boolean => bare(mediaType) === 'text/plain';

/** Whether a type is one of those that a documented type or range means. */
export function matches(documented: string, sent: string): boolean {
  const [wanted, had] = [bare(documented), bare(sent)];
  if (wanted === had || wanted === '*/*') return true;
  return wanted.endsWith('/*') && had.startsWith(wanted.slice(0, -1));
}
