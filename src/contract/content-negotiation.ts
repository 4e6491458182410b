/** Content negotiation: which documented media type a client gets, by its `Accept` header. */
import { isJsonMediaType, mediaTypeEssence, mediaTypeParameter } from '../core/media-type.ts';
import type { ItemSequence } from './sequences/sequence.ts';

interface Range {
  readonly type: string;
  readonly subtype: string;
  /** 0 to 1; 0 excludes. */
  readonly quality: number;
}

function rangesOf(accept: string | undefined): readonly Range[] {
  return (accept?.trim() || '*/*').split(',').map((range) => {
    const [type = '*', subtype = '*'] = mediaTypeEssence(range).split('/');
    const quality = Number(mediaTypeParameter(range, 'q') ?? 1);
    return { type, subtype, quality: Number.isNaN(quality) ? 1 : quality };
  });
}

const isWild = (part: string): boolean => part === '*';

/** How well a range covers a type: 0 not at all, 3 by its name. */
function fit({ type, subtype }: Range, mediaType: string): number {
  const [ownType = '', ownSubtype = ''] = mediaType.split('/');
  if (isWild(type)) return 1;
  if (type !== ownType && !isWild(ownType)) return 0;
  if (isWild(subtype)) return 2;
  return subtype === ownSubtype || isWild(ownSubtype) ? 3 : 0;
}

/** The quality of a media type: that of the most precise range that covers it. */
function qualityOf(ranges: readonly Range[], mediaType: string): number {
  const fitting = ranges
    .map((range) => ({ range, fits: fit(range, mediaType) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((one, other) => other.fits - one.fits);
  return fitting[0]?.range.quality ?? 0;
}

/**
 * The content that a client prefers. Between equals JSON wins, because it can be generated, then the first in the
 * contract.
 *
 * @returns `undefined` if the client accepts none of them
 */
export function preferredContent<C extends { readonly mediaType: string }>(
  contents: readonly C[],
  accept: string | undefined,
): C | undefined {
  const ranges = rangesOf(accept);
  const [best] = contents
    .map((content) => ({ content, quality: qualityOf(ranges, content.mediaType) }))
    .filter(({ quality }) => quality > 0)
    .toSorted(
      (one, other) =>
        other.quality - one.quality ||
        Number(isJsonMediaType(other.content.mediaType)) - Number(isJsonMediaType(one.content.mediaType)),
    );
  return best?.content;
}

/** The media type to send for a documented range such as `text/*`: the one that the client names, or a default. */
export function negotiatedName(mediaType: string, accept: string | undefined): string {
  if (!mediaType.includes('*')) return mediaType;
  const named = rangesOf(accept).find(
    (range) => !isWild(range.type) && !isWild(range.subtype) && fit(range, mediaType) === 3,
  );
  if (named !== undefined) return `${named.type}/${named.subtype}`;
  return mediaType.startsWith('text/') ? 'text/plain' : 'application/json';
}

/** Whether a client accepts the JSON of an operation's successful reply, whole or as a sequence. True if no content is documented. */
export function takesJson(
  {
    responses,
  }: {
    readonly responses: readonly {
      readonly status: string;
      readonly content: readonly {
        readonly mediaType: string;
        readonly sequence?: ItemSequence | undefined;
      }[];
    }[];
  },
  accept: string | undefined,
): boolean {
  if (accept === undefined || accept === '*/*') return true;
  const contents = responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => content);
  const best = preferredContent(contents, accept);
  return (
    contents.length === 0 ||
    best?.sequence?.format.json === true ||
    (best !== undefined && isJsonMediaType(negotiatedName(best.mediaType, accept)))
  );
}
