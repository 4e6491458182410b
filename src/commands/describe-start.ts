/** Where to go after a start: base URLs, the web UI, calls to try, and what is kept where. */
import { styleText } from 'node:util';
import type { Emulator, EmulatorOptions } from '../emulator/create-emulator.ts';
import { configuredDurability, shownState } from '../emulator/open-store.ts';
import { vendors as builtInVendors } from '../vendors/index.ts';

/** The options that a start describes. */
type Served = Omit<EmulatorOptions, 'clock'>;

/** A line of the start: `label: value` where output is piped, and a row of a table in a terminal. */
export interface StartFact {
  /** Name of the event in `--log json`. */
  readonly event: string;
  readonly label: string;
  readonly value: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

const DURABILITY = {
  durable: 'durable: what a reply confirmed survives a crash of the process and of the machine',
  relaxed:
    'relaxed: what a reply confirmed survives a crash of the process; a crash of the machine may lose the last second',
  ephemeral: 'ephemeral: deleted when the process ends',
} as const;

/** Where vendors and documents are served that are not simply at `/name`, as built-in vendors are. */
function servedAt(
  emulator: Emulator,
  { vendors = [], documents = {}, prefixes = {} }: Served,
): readonly StartFact[] {
  const [first] = vendors;
  const isAlone = typeof first === 'string' && vendors.length === 1 && Object.keys(documents).length === 0;
  const named = vendors.flatMap((vendor) => {
    const name = typeof vendor === 'string' ? vendor : vendor.name;
    return typeof vendor === 'string' && !isAlone && prefixes[name] === undefined ? [] : [name];
  });
  return [...named, ...Object.keys(documents)].map((vendor) => {
    const url = emulator.baseUrl(vendor);
    const root = isAlone && url !== emulator.url() ? ` and ${emulator.url()}` : '';
    return { event: 'serving', label: vendor, value: url + root, members: { vendor, url } };
  });
}

/** Names of the served built-in vendors that web pages can call, as they let them. */
function openVendors(emulator: Emulator): readonly string[] {
  const served = Object.keys(emulator.worlds()[0]?.urls ?? {});
  return builtInVendors
    .filter(({ openToPages, calledByPages }) => openToPages === true || calledByPages === true)
    .map(({ name }) => name)
    .filter((name) => served.includes(name));
}

/** What a start says. */
export function describeStart(emulator: Emulator, config: Served): readonly StartFact[] {
  const documents = Object.keys(config.documents ?? {});
  const page = emulator.page();
  const durability = configuredDurability({ state: config.state, durability: config.durability });
  const open = config.cors === undefined ? [...openVendors(emulator), ...documents] : [];
  return [
    {
      event: 'state',
      label: 'state',
      value: `${shownState({ state: config.state }) ?? 'kept in memory only'} (${DURABILITY[durability]})`,
      members: { state: shownState({ state: config.state }) ?? null, durability },
    },
    ...(emulator.doubt === undefined
      ? []
      : [{ event: 'doubt', label: 'durability cannot be promised', value: emulator.doubt }]),
    ...(open.length > 0
      ? [
          {
            event: 'cors',
            label: 'cors',
            value: `web pages of any origin may call ${open.join(', ')} (--no-cors forbids it)`,
            members: { documents, vendors: openVendors(emulator) },
          },
        ]
      : []),
    ...(page === undefined ? [] : [{ event: 'page', label: 'web UI', value: page, members: { url: page } }]),
    ...servedAt(emulator, config),
  ];
}

/** Calls to try, of the first document or else the first vendor. */
async function callsToTry(emulator: Emulator, config: Served): Promise<readonly string[]> {
  const [first] = [...Object.keys(config.documents ?? {}), ...Object.keys(emulator.worlds()[0]?.urls ?? {})];
  return first === undefined ? [] : (await emulator.exampleCalls(first)).map(({ curl }) => curl);
}

/** The start for a terminal: what is served and how to call it first, then what is kept. */
export async function formatStart(
  emulator: Emulator,
  config: Served,
  facts: readonly StartFact[],
): Promise<string> {
  const builtIn = facts.some(({ event }) => event === 'serving')
    ? []
    : Object.entries(emulator.worlds()[0]?.urls ?? {});
  const is = (event: string) => (fact: StartFact) => fact.event === event;
  const served = [
    ...builtIn.map(([label, value]) => ({ label, value })),
    ...facts.filter(is('serving')),
    ...facts.filter(is('page')),
  ];
  const calls = (await callsToTry(emulator, config)).map((value, index) => ({
    label: index === 0 ? 'try' : '',
    value,
  }));
  const kept = [
    ...facts.filter(({ event }) => !['serving', 'page'].includes(event)),
    {
      label: 'requests',
      value: `the last ${(config.journal?.exchanges ?? 1000).toLocaleString('en')}, in memory; see them in the web UI, or with --access-log`,
    },
  ];
  const width = Math.max(...[...served, ...calls, ...kept].map(({ label }) => label.length)) + 2;
  const rows = (of: readonly Pick<StartFact, 'label' | 'value'>[]): string =>
    of.map(({ label, value }) => `  ${styleText('bold', label.padEnd(width))}${value}`).join('\n');
  return [served, calls, kept]
    .filter((block) => block.length > 0)
    .map((block) => `${rows(block)}\n`)
    .join('\n');
}
