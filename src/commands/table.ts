/** Prints rows in aligned columns, without borders. */
import Table from 'cli-table3';

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const printed = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
  });
  printed.push(...rows.map((row) => [...row]));
  return printed.toString();
};
