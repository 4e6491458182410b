/** The tables and functions, as numbered migrations that are never changed once they are released. */

/** The name of a schema as an identifier of SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Commits hold the lock of this number shared, and what replaces everything holds it alone. Migrations hold the next one. */
export const LOCK = 7_361_820_110;
export const MIGRATION_LOCK = LOCK + 1;

const tables = (schema: string): string => `
create table ${schema}.scope (
  id bigint generated always as identity primary key,
  key text collate "C" not null unique,
  name text not null,
  version bigint not null,
  sequence bigint not null,
  places bigint not null,
  collections text not null
);
create table ${schema}.record (
  scope bigint not null,
  collection text collate "C" not null,
  key bytea not null,
  hash bytea not null,
  long bytea not null,
  place bigint not null,
  value text not null,
  primary key (scope, collection, key, hash)
);
create unique index record_place on ${schema}.record (scope, collection, place);
create table ${schema}.unique_value (
  scope bigint not null,
  collection text collate "C" not null,
  field text collate "C" not null,
  code bytea not null,
  hash bytea not null,
  place bigint not null,
  primary key (scope, collection, field, code, hash)
);
create table ${schema}.index_value (
  scope bigint not null,
  collection text collate "C" not null,
  field text collate "C" not null,
  code bytea not null,
  hash bytea not null,
  place bigint not null,
  primary key (scope, collection, field, code, hash, place)
);
create table ${schema}.order_value (
  scope bigint not null,
  collection text collate "C" not null,
  field text collate "C" not null,
  code bytea not null,
  long bytea not null,
  place bigint not null,
  primary key (scope, collection, field, code, place)
);
create table ${schema}.commit_id (
  id text primary key,
  at timestamptz not null default now()
);
create index commit_id_at on ${schema}.commit_id (at);
create table ${schema}.replaced (times bigint not null);
insert into ${schema}.replaced values (0);
`;

/** Small tables would be read from end to end, and the plan kept after they have grown. */
const BY_INDEX = 'set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off';

const writeFunction = (schema: string): string => `
create function ${schema}.write_rows(_scope bigint, _rows json) returns void language plpgsql ${BY_INDEX} as $$
begin
  delete from ${schema}.record r using json_to_recordset(_rows->'gone') as x(c text, k text, h text)
    where r.scope = _scope and r.collection = x.c and r.key = decode(x.k, 'hex') and r.hash = decode(x.h, 'hex');
  delete from ${schema}.unique_value r using json_to_recordset(_rows->'uniqueGone') as x(c text, f text, k text, h text)
    where r.scope = _scope and r.collection = x.c and r.field = x.f and r.code = decode(x.k, 'hex') and r.hash = decode(x.h, 'hex');
  delete from ${schema}.index_value r using json_to_recordset(_rows->'indexGone') as x(c text, f text, k text, h text, p bigint)
    where r.scope = _scope and r.collection = x.c and r.field = x.f and r.code = decode(x.k, 'hex') and r.hash = decode(x.h, 'hex') and r.place = x.p;
  delete from ${schema}.order_value r using json_to_recordset(_rows->'orderGone') as x(c text, f text, k text, p bigint)
    where r.scope = _scope and r.collection = x.c and r.field = x.f and r.code = decode(x.k, 'hex') and r.place = x.p;
  insert into ${schema}.record (scope, collection, key, hash, long, place, value)
    select _scope, x.c, decode(x.k, 'hex'), decode(x.h, 'hex'), decode(x.l, 'hex'), x.p, x.v
    from json_to_recordset(_rows->'records') as x(c text, k text, h text, l text, p bigint, v text)
    on conflict (scope, collection, key, hash) do update set value = excluded.value, place = excluded.place;
  insert into ${schema}.unique_value (scope, collection, field, code, hash, place)
    select _scope, x.c, x.f, decode(x.k, 'hex'), decode(x.h, 'hex'), x.p
    from json_to_recordset(_rows->'unique') as x(c text, f text, k text, h text, p bigint);
  insert into ${schema}.index_value (scope, collection, field, code, hash, place)
    select _scope, x.c, x.f, decode(x.k, 'hex'), decode(x.h, 'hex'), x.p
    from json_to_recordset(_rows->'index') as x(c text, f text, k text, h text, p bigint);
  insert into ${schema}.order_value (scope, collection, field, code, long, place)
    select _scope, x.c, x.f, decode(x.k, 'hex'), decode(x.l, 'hex'), x.p
    from json_to_recordset(_rows->'order') as x(c text, f text, k text, l text, p bigint);
end $$;
`;

/** One commit in one round trip: nothing happens unless the scope is as the work saw it. */
const commitFunction = (schema: string): string => `
create function ${schema}.commit(_key text, _version bigint, _request json)
returns table (outcome text, version float8, sequence float8, places float8, collections text, taken text)
language plpgsql ${BY_INDEX} as $$
#variable_conflict use_column
declare
  _scope bigint;
  _taken text;
begin
  if (_request->>'relaxed')::boolean then perform set_config('synchronous_commit', 'off', true); end if;
  perform pg_advisory_xact_lock_shared(${LOCK});
  if _version = 0 then
    insert into ${schema}.scope (key, name, version, sequence, places, collections)
      values (_key, _request->>'name', 0, 0, 0, '{}') on conflict (key) do nothing;
  end if;
  select s.id into _scope from ${schema}.scope s where s.key = _key and s.version = _version for update;
  if _scope is null then
    return query select 'stale', s.version::float8, s.sequence::float8, s.places::float8, s.collections, null
      from ${schema}.scope s where s.key = _key;
    return;
  end if;
  select json_agg(x.i)::text into _taken
    from json_to_recordset(_request->'absent') as x(i text, c text, f text, k text, h text)
    where case when x.f is null
      then exists (select from ${schema}.record r where r.scope = _scope and r.collection = x.c
        and r.key = decode(x.k, 'hex') and r.hash = decode(x.h, 'hex'))
      else exists (select from ${schema}.unique_value r where r.scope = _scope and r.collection = x.c
        and r.field = x.f and r.code = decode(x.k, 'hex') and r.hash = decode(x.h, 'hex')) end;
  if _taken is not null then
    return query select 'taken', s.version::float8, s.sequence::float8, s.places::float8, s.collections, _taken
      from ${schema}.scope s where s.key = _key;
    return;
  end if;
  update ${schema}.scope s set version = _version + 1, sequence = (_request->>'counter')::bigint,
    places = (_request->>'places')::bigint, collections = _request->>'collections' where s.id = _scope;
  perform ${schema}.write_rows(_scope, _request->'rows');
  insert into ${schema}.commit_id (id) values (_request->>'id');
  return query select 'done', _version + 1::float8, 0::float8, 0::float8, ''::text, null::text;
end $$;
`;

/** Whether a commit happened whose connection broke. From now on it cannot happen any more. */
const outcomeFunction = (schema: string): string => `
create function ${schema}.was_committed(_key text, _name text, _id text) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(${LOCK});
  insert into ${schema}.scope as s (key, name, version, sequence, places, collections)
    values (_key, _name, 1, 0, 0, '{}') on conflict (key) do update set version = s.version + 1;
  return exists (select from ${schema}.commit_id where id = _id);
end $$;
`;

/** Each takes the schema from the format before it to its own. */
export const MIGRATIONS: readonly {
  readonly format: number;
  readonly what: string;
  readonly sql: (schema: string) => string;
}[] = [
  {
    format: 1,
    what: 'records, counters, indexes and commits',
    sql: (schema) =>
      tables(schema) + writeFunction(schema) + commitFunction(schema) + outcomeFunction(schema),
  },
];
