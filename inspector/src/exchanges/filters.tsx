/** Narrows the list down. */
import { exchanges } from '../feed.ts';
import { attempt } from '../toast.tsx';
import { type Filter, filter, NOTHING, searchBodies } from './filter.ts';

const STATUSES = [
  ['2', '2xx'],
  ['3', '3xx'],
  ['4', '4xx'],
  ['5', '5xx'],
  ['none', 'no reply'],
] as const;

const SOURCES = [
  ['modelled', 'modelled'],
  ['recorded', 'recorded'],
  ['upstream', 'real vendor'],
  ['example', 'example'],
  ['generated', 'generated'],
  ['failure', 'vendor error'],
  ['fault', 'fault'],
  ['refusal', 'refused'],
  ['drift', 'drift'],
] as const;

const set = (part: Partial<Filter>): void => {
  filter.value = { ...filter.value, ...part };
};

function Choice({
  name,
  label,
  options,
}: {
  name: 'vendor' | 'operation' | 'status' | 'source';
  label: string;
  options: readonly (readonly [string, string])[];
}) {
  return (
    <select
      aria-label={label}
      class={filter.value[name] === '' ? 'unset' : ''}
      value={filter.value[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    >
      <option value="">{label}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

const distinct = (values: Iterable<string | null>): readonly (readonly [string, string])[] =>
  [...new Set(values)]
    .filter((value) => value !== null)
    .sort()
    .map((value) => [value, value]);

export function ClearFilters() {
  return (
    <button
      type="button"
      class="link"
      disabled={filter.value === NOTHING}
      onClick={() => {
        filter.value = NOTHING;
      }}
    >
      Clear filters
    </button>
  );
}

export function Filters() {
  const all = exchanges.value;
  const { vendor } = filter.value;
  const shown = vendor === '' ? all : all.filter((summary) => summary.vendor === vendor);
  return (
    <search class="filters">
      <input
        type="search"
        aria-label="Search in paths, operations, names, headers and bodies"
        placeholder="Search…"
        value={filter.value.text}
        onInput={(event) => {
          set({ text: event.currentTarget.value });
          void attempt(() => searchBodies(filter.value.text));
        }}
      />
      <Choice name="vendor" label="Vendor" options={distinct(all.map((summary) => summary.vendor))} />
      <Choice
        name="operation"
        label="Operation"
        options={distinct(shown.map(({ operation }) => operation))}
      />
      <Choice name="status" label="Status" options={STATUSES} />
      <Choice name="source" label="Source" options={SOURCES} />
    </search>
  );
}
