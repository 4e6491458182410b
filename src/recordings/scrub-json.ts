/** Replaces the secrets in a JSON text and leaves everything else of it as it was written. */
import { endOfString, isKey } from '../contract/document/json-scan.ts';
import { type ScrubRules, scrubNumber, scrubValue } from './scrub-rules.ts';
import { isSecretName } from './secret-names.ts';

interface Frame {
  readonly isArray: boolean;
  /** Name of the member that is read, or of the array. */
  name: string;
  /** What a member called `name` or `key` says: `{"name": "Authorization", "value": "…"}`. */
  said: string;
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseLiteral(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}

const nameIn = ({ name, said }: Frame): string =>
  /^(?:value|data)$/i.test(name) && isSecretName(said) ? said : name;

/** @param text JSON; what is broken in it stays as it is */
export function scrubJson(text: string, rules: ScrubRules): string {
  const frames: Frame[] = [{ isArray: true, name: '', said: '' }];
  const frame = (): Frame => frames.at(-1) ?? { isArray: true, name: '', said: '' };
  let out = '';
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '"') {
      const end = endOfString(text, at);
      const literal = text.slice(at, end);
      const value = parseLiteral(literal);
      const current = frame();
      if (!current.isArray && isKey(text, end)) {
        current.name = value;
        // A name may be a secret too, as in a map by e-mail address.
        const scrubbed = scrubValue('', value, rules);
        out += scrubbed === value ? literal : JSON.stringify(scrubbed);
      } else {
        const scrubbed = scrubValue(nameIn(current), value, rules);
        if (/^(?:name|key|header)$/i.test(current.name)) current.said = value;
        out += scrubbed === value ? literal : JSON.stringify(scrubbed);
      }
      at = end;
      continue;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number !== undefined) {
      out += scrubNumber(nameIn(frame()), number, rules);
      at += number.length;
      continue;
    }
    if (character === '{') frames.push({ isArray: false, name: '', said: '' });
    else if (character === '[') frames.push({ isArray: true, name: nameIn(frame()), said: '' });
    else if ((character === '}' || character === ']') && frames.length > 1) frames.pop();
    out += character;
    at++;
  }
  return out;
}
