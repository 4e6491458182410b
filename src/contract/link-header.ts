/** The `Link` header as a linkset (RFC 9264), the model by which OpenAPI 3.2 describes it. */
import { isObject } from '../core/is-object.ts';

const LINK = /<([^>]*)>((?:\s*;\s*[\w!#$%&'*+.^`|~-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)/g;
const PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+)))?/g;

type Target = Readonly<Record<string, string>>;

/** The linkset of a header: its links by anchor and relation. */
export function readLinks(text: string): unknown {
  const contexts = new Map<string, Map<string, Target[]>>();
  for (const [, href = '', rest = ''] of text.matchAll(LINK)) {
    const words = Object.fromEntries(
      [...rest.matchAll(PARAMETER)].map(([, name = '', quoted, plain]) => [
        name.toLowerCase(),
        quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
      ]),
    );
    const { rel = '', anchor = '', ...others } = words;
    const context = contexts.get(anchor) ?? new Map<string, Target[]>();
    contexts.set(anchor, context);
    for (const relation of rel.split(/\s+/).filter((name) => name !== ''))
      context.set(relation, [...(context.get(relation) ?? []), { href, ...others }]);
  }
  const linkset = [...contexts].map(([anchor, relations]) => ({
    ...(anchor === '' ? {} : { anchor }),
    ...Object.fromEntries(relations),
  }));
  return { linkset };
}

const quoted = (name: string, value: unknown): string =>
  `; ${name}="${String(value).replace(/["\\]/g, '\\$&')}"`;

/** A linkset as a header; `undefined` for any other value. */
export function writeLinks(value: unknown): string | undefined {
  const linkset = isObject(value) ? value.linkset : undefined;
  if (!Array.isArray(linkset)) return undefined;
  return linkset
    .filter(isObject)
    .flatMap(({ anchor, ...relations }) =>
      Object.entries(relations).flatMap(([relation, targets]) =>
        (Array.isArray(targets) ? targets : []).filter(isObject).map(({ href, ...others }) => {
          const words = Object.entries(others).map(([name, word]) => quoted(name, word));
          const about = anchor === undefined ? '' : quoted('anchor', anchor);
          return `<${String(href)}>${quoted('rel', relation)}${about}${words.join('')}`;
        }),
      ),
    )
    .join(', ');
}
