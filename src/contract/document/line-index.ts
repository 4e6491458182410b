/** The lines of all values of a text, in twelve bytes for each, so that finding one does not parse the text again. */
import { parsePointer } from '../../core/json-pointer.ts';

/** Collects the lines while a text is walked from its beginning to its end. */
export interface LineIndexBuilder {
  /** A member or an element begins. */
  open(name: string, line: number): void;
  /** The member or element that was opened last ends. */
  close(): void;
  /** @returns a function that finds the deepest line that a JSON pointer reaches */
  finish(): (pointer: string) => number | undefined;
}

/** FNV-1a. Two names of one object that share it would only exchange their lines. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** Creates an index without lines. */
export function createLineIndex(): LineIndexBuilder {
  const names: number[] = [];
  const lines: number[] = [];
  /** Of each value, the position after everything inside it. */
  const ends: number[] = [];
  const opened: number[] = [];
  return {
    open: (name, line) => {
      opened.push(names.length);
      names.push(hashOf(name));
      lines.push(line);
      ends.push(0);
    },
    close: () => {
      const position = opened.pop();
      if (position !== undefined) ends[position] = names.length;
    },
    finish: () => {
      const [hashes, lineOf, endOf] = [names, lines, ends].map((numbers) => Int32Array.from(numbers));
      if (hashes === undefined || lineOf === undefined || endOf === undefined) return () => undefined;
      return (pointer) => {
        let found: number | undefined;
        let from = 0;
        let to = hashes.length;
        for (const name of parsePointer(pointer)) {
          const hash = hashOf(name);
          let at = from;
          while (at < to && hashes[at] !== hash) at = endOf[at] ?? to;
          if (at >= to) break;
          found = lineOf[at];
          from = at + 1;
          to = endOf[at] ?? to;
        }
        return found;
      };
    },
  };
}
