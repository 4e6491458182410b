import { render } from 'preact';
import { App } from './app.tsx';
import { followWorld } from './feed.ts';
import { followServed } from './served.ts';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import './style/side.css';
import './style/exchanges.css';
import './style/vendors.css';
import './style/records.css';
import './style/worlds.css';
import './style/recordings.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
followWorld();
followServed();
