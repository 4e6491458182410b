/** What a security scheme of a contract asks of a client, in words. */
import { type Documents, member } from './document.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function describeScheme(documents: Documents, name: string): string {
  const components = member(documents.root, 'components');
  const schemes = components && member(components, 'securitySchemes');
  const found = schemes && member(schemes, name);
  if (found === undefined) return name;
  const scheme = documents.resolve(found);
  const field = (word: string): string => textOf(member(scheme, word)?.value);
  const [sentence = ''] = field('description')
    .replace(/\s+/g, ' ')
    .trim()
    .split(/\.(?:\s|$)/);
  const kind =
    field('type') === 'apiKey'
      ? `${field('in')} ${field('name')}`
      : `${field('type')} ${field('scheme')}`.trim();
  return sentence === '' ? `${name} (${kind})` : `${name} (${kind}: ${sentence})`;
}
