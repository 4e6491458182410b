/** A parameter that is the whole query string (`in: querystring`, OpenAPI 3.2). */
import { isFormMediaType, isJsonMediaType } from '../../core/media-type.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import { decodeForm, type Encodings } from './form-body.ts';
import { parsePairs } from './query-pairs.ts';
import { fromJson, parseScalar } from './styles.ts';

/** How the value of a parameter is written, where `content` says it. */
export interface ParameterContent {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly encodings: Encodings;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Decodes a query string by the media type of its parameter; `undefined` if there is none. */
export function readWholeQuery(
  text: string,
  { mediaType, encodings }: ParameterContent,
  shape: CoercionType,
): unknown {
  if (text === '') return undefined;
  if (isFormMediaType(mediaType)) {
    const parsed = parsePairs(text);
    return 'pairs' in parsed ? decodeForm(parsed.pairs, shape, encodings) : undefined;
  }
  const written = decoded(text);
  return isJsonMediaType(mediaType) ? fromJson(written) : parseScalar(written, shape);
}
