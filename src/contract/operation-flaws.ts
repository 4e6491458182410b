/** Which flaws of a document concern a call: those of its operation, and of the schemas that it uses. */
import type { Documents, Location } from './document/load-document.ts';
import { formatLocation } from './document/node.ts';
import type { Operation } from './operation.ts';

/** The places that an operation is made of. */
function placesOf({ at, parameters, body, responses }: Operation): ReadonlySet<string> {
  const contents = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  const headers = responses.flatMap((response) => response.headers);
  const schemas = [...parameters, ...contents, ...headers].flatMap(({ schema }) => schema?.places() ?? []);
  return new Set([at, ...parameters.map((parameter) => parameter.at), ...schemas].map(formatLocation));
}

/** Whether one of the places is this one, or around it. */
function isWithin({ file, pointer }: Location, places: ReadonlySet<string>): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1))
    if (places.has(`${file}#${pointer.slice(0, end)}`)) return true;
  return places.has(`${file}#`);
}

/** Creates a function that finds the flaws of an operation; it looks again only when there are more. */
export function createFlawLookup({ flawList }: Documents): (operation: Operation) => readonly string[] {
  const known = new Map<Operation, { readonly count: number; readonly sentences: readonly string[] }>();
  return (operation) => {
    if (flawList.length === 0) return [];
    const before = known.get(operation);
    if (before?.count === flawList.length) return before.sentences;
    const places = placesOf(operation);
    const sentences = flawList
      .filter(({ at }) => isWithin(at, places))
      .map(({ at, sentence }) => `${at.pointer}: ${sentence}`);
    known.set(operation, { count: flawList.length, sentences });
    return sentences;
  };
}
