/** JSONPath of RFC 9535: what each part selects, what is refused, and that no query takes long. */
import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/contract/json-path/parse-query.ts';
import { select } from '../../src/contract/json-path/select.ts';

const selected = (path: string, document: unknown): readonly unknown[] =>
  select(parseQuery(path), document).map(({ value }) => value);

const shelf = {
  books: [
    { id: 1, title: 'Sayings', price: 8.95, tags: ['old'] },
    { id: 2, title: 'Sword', price: 12.99, tags: [] },
    { id: 3, title: 'Moby Dick', price: 8.99, isbn: '0-553', 'x-new': null },
  ],
  lamp: { title: 'Lamp', price: 399, "it's": 'ü' },
};
const [sayings, sword, moby] = shelf.books;

describe('a query selects', () => {
  test.each<[path: string, values: readonly unknown[]]>([
    ['$', [shelf]],
    ['$.lamp.price', [399]],
    ["$['lamp']['price']", [399]],
    ['$ ["lamp"] .price', [399]],
    ["$.lamp['it\\'s']", ['ü']],
    ['$.lamp["it\\u0027s"]', ['ü']],
    ['$.books[0].id', [1]],
    ['$.books[-1].id', [3]],
    ['$.books[9]', []],
    ['$.books[1:].id', [2, 3]],
    ['$.books[:-1].id', [1, 2]],
    ['$.books[::-2].id', [3, 1]],
    ['$.books[::0].id', []],
    ['$.books[0, 2, 0].id', [1, 3, 1]],
    ['$.books.*.id', [1, 2, 3]],
    ['$..id', [1, 2, 3]],
    ["$..['id', 'isbn']", [1, 2, 3, '0-553']],
    ['$.books[?@.isbn]', [moby]],
    ['$.books[?!@.isbn].id', [1, 2]],
    ['$.books[?(@.price < 10)].id', [1, 3]],
    ['$.books[?@.price < 10 && @.id != 1 || @.id == 2].id', [2, 3]],
    ['$.books[?(@.price < 10 && (@.id == 1 || @.isbn))].id', [1, 3]],
    ['$.books[?@["x-new"] == null].id', [3]],
    ['$.books[?@.x-new == null].id', [3]],
    ['$.books[?@.tags == $.books[0].tags].id', [1]],
    ['$.books[?@.title >= "Sw"].id', [2]],
    ['$.books[?@.missing == @.absent].id', [1, 2, 3]],
    ['$.books[?length(@.title) == 5].id', [2]],
    ['$.books[?count(@.*) > 4].id', [3]],
    ['$.books[?value(@..[0]) == "old"].id', [1]],
    ["$.books[?match(@.title, 'S.*')].id", [1, 2]],
    ["$.books[?match(@.title, 'S')].id", []],
    ["$.books[?search(@.title, '[ ]D')].id", [3]],
    ["$.books[?match(@.id, '1')].id", []],
  ])('%s', (path, values) => expect(selected(path, shelf)).toEqual(values));

  test('members of the prototype never', () =>
    expect(selected("$['constructor', 'toString', '__proto__']", {})).toEqual([]));

  test('values in the order of the document', () =>
    expect(selected('$..*', { a: [{ b: sayings?.id }], c: sword?.id })).toEqual([
      [{ b: 1 }],
      2,
      { b: 1 },
      1,
    ]));
});

describe('a query is refused, with the reason:', () => {
  test.each<[path: string, reason: string]>([
    ['', 'expected "$" at character 1, but it ends'],
    ['paths', 'expected "$" at character 1'],
    ['$.', 'expected a name or *'],
    ['$.a b', "expected a segment such as .name, ['name'] or [*] at character 4"],
    ['$[01]', 'expected "]"'],
    ['$[a]', 'a name in quotes'],
    ["$['a]", 'the end of the string'],
    ["$['\\x']", 'an escape such as'],
    ['$[?1]', 'a comparison such as =='],
    ['$[?@.* == 1]', 'only a query for one value can be compared'],
    ["$[?match(@.a, 'b') == true]", 'no comparison of match() or search()'],
    ['$[?length(@.a)]', 'a comparison such as =='],
    ['$[?count(1) == 1]', 'expected "@"'],
    ['$[?size(@) == 1]', 'the function size() is unknown; there are length, count, value, match, search'],
    ['$[(@.length-1)]', 'scripts such as [(@.length-1)] are not run'],
    ['$[?@.a =~ /b/]', '=~ is not of RFC 9535'],
    ['$.a~', 'expected a segment'],
    [`$${'.a'.repeat(3000)}`, 'longer than 4096 characters'],
    [`$[?${'('.repeat(100)}@.a${')'.repeat(100)}]`, 'nested deeper than 64 levels'],
    ['$[99999999999999999999]', 'is too large'],
  ])('%s', (path, reason) => expect(() => parseQuery(path)).toThrow(reason));
});

describe('a query ends soon', () => {
  const wide = { a: Array.from({ length: 3000 }, (_, id) => ({ id, b: { c: [id] } })) };

  test('although a filter looks at the whole document for each value', () =>
    expect(() => select(parseQuery('$..[?count($..*) > 1]'), wide, 50_000)).toThrow(
      'it visits more than 50000 values',
    ));

  test('although a pattern has exponentially many ways to match', () =>
    expect(selected("$[?match(@, '(a+)+b')]", ['a'.repeat(4000)])).toEqual([]));

  test('although it is nested so that a parser could try each part twice', () =>
    expect(() => parseQuery(`$[?${'match(value(@[?'.repeat(15)}@.a${`]), "a")`.repeat(15)}]`)).not.toThrow());

  test('although a list is very wide', () =>
    expect(
      selected(
        '$..[?@ == 299999]',
        Array.from({ length: 300_000 }, (_, id) => id),
      ),
    ).toEqual([299_999]));

  test('with an error for a pattern that is none', () =>
    expect(() => selected("$[?search(@, '(')]", ['a'])).toThrow(
      'the pattern "(" is not a regular expression',
    ));
});
