/** The frame around the views: navigation, the world, and the state of the connection. */
import { locked } from './api.ts';
import { Exchanges } from './exchanges/view.tsx';
import { link } from './feed.ts';
import { Keys } from './keys.tsx';
import { Recordings } from './recordings/view.tsx';
import { Records } from './records/view.tsx';
import { href, route, VIEWS, type View } from './route.ts';
import { version } from './served.ts';
import { Toasts } from './toast.tsx';
import { Unlock } from './unlock.tsx';
import { Vendors } from './vendors/view.tsx';
import { WorldSwitch } from './world-switch.tsx';
import { Worlds } from './worlds/view.tsx';

const TITLES: Readonly<Record<View, string>> = {
  exchanges: 'Exchanges',
  vendors: 'Vendors',
  records: 'Records',
  worlds: 'Worlds',
  recordings: 'Recordings',
};

const LINKS = { opening: 'connecting', live: 'live', lost: 'connection lost' } as const;

function Shown() {
  switch (route.value.view) {
    case 'exchanges':
      return <Exchanges />;
    case 'vendors':
      return <Vendors />;
    case 'records':
      return <Records />;
    case 'worlds':
      return <Worlds />;
    case 'recordings':
      return <Recordings />;
  }
}

export function App() {
  const { view } = route.value;
  return (
    <>
      <header class="bar">
        <a
          class="skip"
          href={location.hash}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById('main')?.focus();
          }}
        >
          Skip to content
        </a>
        <a class="brand" href={href('exchanges')}>
          vendouble
        </a>
        <nav aria-label="Views">
          {VIEWS.map((name) => (
            <a key={name} href={href(name)} aria-current={name === view ? 'page' : undefined}>
              {TITLES[name]}
            </a>
          ))}
        </nav>
        <span class="space" />
        <small>{version.value}</small>
        <span class={`link-state ${link.value}`} role="status">
          {LINKS[link.value]}
        </span>
        <WorldSwitch />
        <Keys />
      </header>
      <main id="main" tabIndex={-1} class={`view-${view}`}>
        <h1 class="unseen">{TITLES[view]}</h1>
        {locked.value ? <Unlock /> : <Shown />}
      </main>
      <Toasts />
    </>
  );
}
