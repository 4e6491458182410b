/** The statements that read. Each answers with the scope's row too, so that all answers of a run can be of one version. */
import { HEAD_COLUMNS, type HeadRow } from './scope-head.ts';

/** The scope's row, and a record. Without a record where nothing was found. */
export interface FoundRow extends HeadRow {
  readonly place: number | null;
  readonly value: string | null;
}

export interface Statements {
  /** Scope. */
  readonly head: string;
  /** Scope, collection, code, hash. */
  readonly byKey: string;
  /** Scope, collection, field, code, hash. */
  readonly byUnique: string;
  /** Scope, collection, field, code, hash. */
  readonly byIndex: string;
  /** Scope, collection, field, code, hash. */
  readonly countByIndex: string;
  /** Scope, collection, limit, offset; then what the position begins with. */
  page(page: PageStatement): string;
}

/** What a page is sorted by, and how its beginning is given. */
export interface PageStatement {
  readonly by: 'place' | 'key' | 'field' | 'longKey' | 'longField';
  readonly descending: boolean;
  /**
   * `key`: $5 and $6 are the code and the hash of the record's key that the page begins behind, which is looked up.
   * `position`: $5 is the place, or the code, $6 the place or the rest of the code, and $7 the place of a long field.
   */
  readonly start: 'none' | 'key' | 'position';
}

const SORTED: Readonly<Record<PageStatement['by'], readonly string[]>> = {
  place: ['r.place'],
  key: ['r.key', 'r.hash'],
  longKey: ['r.key', 'r.long'],
  field: ['o.code', 'o.place'],
  longField: ['o.code', 'o.long', 'o.place'],
};

const bytes = (at: number): string => `decode($${at}, 'hex')`;

/** The position that a page begins behind, as values to compare a row with. */
function startOf(schema: string, { by, start }: PageStatement): readonly string[] {
  if (by === 'place')
    return start === 'position'
      ? ['$5::bigint']
      : [
          `(select a.place from ${schema}.record a where a.scope = s.id and a.collection = $2 and a.key = ${bytes(5)} and a.hash = ${bytes(6)})`,
        ];
  if (by === 'field') return [bytes(5), '$6::bigint'];
  return by === 'longField' ? [bytes(5), bytes(6), '$7::bigint'] : [bytes(5), bytes(6)];
}

/** `$8` of a page by a field is the field. */
function pageStatement(schema: string, page: PageStatement): string {
  const { by, descending, start } = page;
  const isByField = by === 'field' || by === 'longField';
  const columns = SORTED[by];
  const sorted = (table: string): string =>
    columns.map((column) => `${column.replace(/^[ro]/, table)}${descending ? ' desc' : ''}`).join(', ');
  const behind =
    start === 'none'
      ? ''
      : ` and (${columns.join(', ')}) ${descending ? '<' : '>'} (${startOf(schema, page).join(', ')})`;
  const field = `$${start === 'none' ? 5 : by === 'longField' ? 8 : 7}`;
  const from = isByField
    ? `${schema}.order_value o join ${schema}.record r on r.scope = o.scope and r.collection = o.collection and r.place = o.place
       where o.scope = s.id and o.collection = $2 and o.field = ${field}`
    : `${schema}.record r where r.scope = s.id and r.collection = $2`;
  const inner = `select r.place, r.value, row_number() over (order by ${columns.map((column) => column + (descending ? ' desc' : '')).join(', ')}) as position
     from ${from}${behind} order by ${sorted(isByField ? 'o' : 'r')} limit $3::bigint offset $4::bigint`;
  return `select ${HEAD_COLUMNS}, f.place::float8 as place, f.value from ${schema}.scope s left join lateral (${inner}) f on true where s.key = $1 order by f.position`;
}

export function statementsOf(schema: string): Statements {
  const read = (join: string): string =>
    `select ${HEAD_COLUMNS}, f.place::float8 as place, f.value from ${schema}.scope s left join lateral (${join}) f on true where s.key = $1`;
  const found = (table: string): string =>
    `select r.place, r.value from ${schema}.${table} u join ${schema}.record r on r.scope = u.scope and r.collection = u.collection and r.place = u.place
     where u.scope = s.id and u.collection = $2 and u.field = $3 and u.code = ${bytes(4)} and u.hash = ${bytes(5)}`;
  const pages = new Map<string, string>();
  return {
    head: `select ${HEAD_COLUMNS} from ${schema}.scope s where s.key = $1`,
    byKey: read(
      `select r.place, r.value from ${schema}.record r where r.scope = s.id and r.collection = $2 and r.key = ${bytes(3)} and r.hash = ${bytes(4)}`,
    ),
    byUnique: read(found('unique_value')),
    byIndex: `${read(found('index_value'))} order by f.place`,
    countByIndex: `select ${HEAD_COLUMNS}, (select count(*) from ${schema}.index_value u where u.scope = s.id and u.collection = $2 and u.field = $3 and u.code = ${bytes(4)} and u.hash = ${bytes(5)})::float8 as place, null as value from ${schema}.scope s where s.key = $1`,
    page: (page) => {
      const key = `${page.by} ${page.descending} ${page.start}`;
      const known = pages.get(key);
      if (known !== undefined) return known;
      const made = pageStatement(schema, page);
      pages.set(key, made);
      return made;
    },
  };
}
