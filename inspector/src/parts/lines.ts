/** A JSON value as the lines that show it, each with the pointer of what stands on it. */

export interface Line {
  /** JSON pointer; `undefined` for a closing bracket. */
  readonly pointer: string | undefined;
  readonly depth: number;
  readonly name: string | undefined;
  readonly text: string;
  readonly kind: 'string' | 'number' | 'literal' | 'bracket';
  readonly comma: boolean;
}

const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

const kindOf = (value: unknown): Line['kind'] =>
  typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'literal';

export function linesOf(root: unknown): readonly Line[] {
  const lines: Line[] = [];
  const add = (
    value: unknown,
    pointer: string,
    depth: number,
    name: string | undefined,
    comma: boolean,
  ): void => {
    const list = Array.isArray(value);
    if (typeof value !== 'object' || value === null) {
      lines.push({ pointer, depth, name, text: JSON.stringify(value) ?? 'null', kind: kindOf(value), comma });
      return;
    }
    const inside = Object.entries(value);
    const [open, close] = list ? ['[', ']'] : ['{', '}'];
    if (inside.length === 0) {
      lines.push({ pointer, depth, name, text: `${open}${close}`, kind: 'bracket', comma });
      return;
    }
    lines.push({ pointer, depth, name, text: open, kind: 'bracket', comma: false });
    inside.forEach(([key, member], index) => {
      const last = index === inside.length - 1;
      add(member, `${pointer}/${escaped(key)}`, depth + 1, list ? undefined : key, !last);
    });
    lines.push({ pointer: undefined, depth, name: undefined, text: close, kind: 'bracket', comma });
  };
  add(root, '', 0, undefined, false);
  return lines;
}
