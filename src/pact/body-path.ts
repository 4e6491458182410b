/** Pact's paths into a body, such as `$.users[*].name`, and the places of a value that a path selects. */
import { formatPointer } from '../core/json-pointer.ts';

/** The name of a member, the index of an element, or all of them. */
export type PathStep = string | number | typeof EVERY_ELEMENT;

export const EVERY_ELEMENT = Symbol('all');

const STEP =
  /^(?:\.\*|\[\*\]|\['\*'\])|^\.([^.[\]]+)|^\[(\d+)\]|^\['((?:[^'\\]|\\.)*)'\]|^\["((?:[^"\\]|\\.)*)"\]/;

/** @returns `undefined` for a text that is not a path. The path of a header has no `$`. */
export function parseBodyPath(text: string): readonly PathStep[] | undefined {
  if (!text.startsWith('$')) return [text];
  const steps: PathStep[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const [whole, name, index, single, double] = STEP.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    const quoted = single ?? double;
    if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, '$1'));
    else steps.push(name ?? EVERY_ELEMENT);
    rest = rest.slice(whole.length);
  }
  return steps;
}

export interface BodyPlace {
  /** JSON pointer. */
  readonly pointer: string;
  readonly value: unknown;
}

/** The places of a value that a path selects; an empty list where there are none. */
export function findPlaces(value: unknown, steps: readonly PathStep[], pointer = ''): readonly BodyPlace[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ pointer, value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([name]) => step === EVERY_ELEMENT || name === String(step));
  return entries.flatMap(([name, inside]) => findPlaces(inside, rest, `${pointer}${formatPointer(name)}`));
}

/** The path of a place, as Pact writes it. */
export const formatBodyPath = (names: readonly (string | number)[]): string =>
  `$${names
    .map((name) =>
      typeof name === 'number'
        ? `[${name}]`
        : name === '*'
          ? '[*]'
          : /^[A-Za-z_]\w*$/.test(name)
            ? `.${name}`
            : `['${name.replace(/['\\]/g, '\\$&')}']`,
    )
    .join('')}`;
