/** The ways in which a document asks for a credential. */
import { type Document, follow } from './document.ts';
import { at, escaped, objectOf, tokensOf } from './json.ts';

export interface Scheme {
  readonly kind: 'basic' | 'bearer' | 'key';
  /** Of a key: where it is sent, and as what. */
  readonly in: string;
  readonly name: string;
}

export function schemesOf(document: Document): ReadonlyMap<string, Scheme> {
  const place = document.version === '2.0' ? '/securityDefinitions' : '/components/securitySchemes';
  const names = Object.keys(objectOf(at(document.root, tokensOf(place))));
  return new Map(
    names.map((name): [string, Scheme] => {
      const scheme = objectOf(follow(document, `${place}/${escaped(name)}`)?.value);
      const basic = scheme.type === 'basic' || /^basic$/i.test(String(scheme.scheme ?? ''));
      const kind = scheme.type === 'apiKey' ? 'key' : basic ? 'basic' : 'bearer';
      return [name, { kind, in: String(scheme.in), name: String(scheme.name) }];
    }),
  );
}
