/** The address of the view. Everything is in the part after `#`, so that each view has a link. */
import { signal } from '@preact/signals';

export const VIEWS = ['exchanges', 'vendors', 'records', 'worlds', 'recordings'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  readonly view: View;
  /** What the view shows, from the general to the particular. */
  readonly rest: readonly string[];
  readonly world: string;
}

export const DEFAULT_WORLD = 'default';

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first = '', ...rest] = path.split('/').map(decoded);
  return {
    view: VIEWS.find((view) => view === first) ?? 'exchanges',
    rest: rest.filter((segment) => segment !== ''),
    world: new URLSearchParams(query).get('world') ?? DEFAULT_WORLD,
  };
}

export const route = signal(parse(location.hash));

addEventListener('hashchange', () => {
  route.value = parse(location.hash);
});

export const href = (view: View, rest: readonly string[] = [], world: string = route.value.world): string =>
  `#/${[view, ...rest].map(encodeURIComponent).join('/')}${world === DEFAULT_WORLD ? '' : `?world=${encodeURIComponent(world)}`}`;

export const go = (view: View, rest: readonly string[] = [], world?: string): void => {
  location.hash = href(view, rest, world);
};
