/** The vendors: what each operation takes and returns, and the source of each reply. */
import { useState } from 'preact/hooks';
import { ask, at, type OperationView, type Vendor } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { Path } from '../parts/path.tsx';
import { go, href, route } from '../route.ts';
import { Operation } from './operation.tsx';
import { OperationTree } from './operation-tree.tsx';
import { Overview } from './overview.tsx';

interface Served {
  readonly name: string;
  readonly title: string;
}

function Operations({ vendor, shown }: { vendor: Vendor; shown: string | undefined }) {
  const [wanted, setWanted] = useState('');
  const fitting = vendor.operations.filter(({ id, path, method }) =>
    `${method} ${path} ${id}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  const link = ({ id }: OperationView): string => href('vendors', [vendor.name, id, vendor.version]);
  return (
    <>
      <input
        type="search"
        aria-label="Search operations"
        placeholder="Search…"
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      <OperationTree
        operations={fitting}
        list={(operations) => (
          <ul class="operations">
            {operations.map((operation) => (
              <li key={operation.id}>
                <a
                  href={link(operation)}
                  aria-current={operation.id === shown ? 'true' : undefined}
                  title={operation.id}
                >
                  <span class={`verb ${operation.method.toLowerCase()}`}>{operation.method}</span>
                  <Path path={operation.path} />
                </a>
              </li>
            ))}
          </ul>
        )}
      />
      {fitting.length === 0 && <p class="none">No operations match.</p>}
    </>
  );
}

export function Vendors() {
  const { rest, world } = route.value;
  const { value: served = [] } = useLoaded(
    async () => (await ask<{ vendors: readonly Served[] }>('GET', 'vendors')).vendors,
    'vendors',
  );
  const [name = served[0]?.name, operation, version] = rest;
  const { value: vendor, error } = useLoaded(
    async () =>
      name === undefined ? undefined : ask<Vendor>('GET', at('vendors', name), { query: { version } }),
    `${name} ${version ?? ''} ${world}`,
  );
  const known = vendor?.operations.find(({ id }) => id === operation);
  return (
    <div class={operation === undefined ? 'split' : 'split open'}>
      <nav class="pane side" aria-label="Operations">
        <div class="choices">
          <select
            aria-label="Vendor"
            value={name}
            onChange={(event) => go('vendors', [event.currentTarget.value])}
          >
            {served.map((one) => (
              <option key={one.name} value={one.name}>
                {one.title}
              </option>
            ))}
          </select>
          {vendor !== undefined && vendor.versions.length > 1 && (
            <select
              aria-label="Version"
              value={vendor.version}
              onChange={(event) => go('vendors', [vendor.name, operation ?? '*', event.currentTarget.value])}
            >
              {vendor.versions.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </div>
        {vendor !== undefined && <Operations vendor={vendor} shown={operation} />}
      </nav>
      <section class="pane" aria-label="Operation">
        {error !== undefined && <p class="empty">{error}</p>}
        {vendor !== undefined && known === undefined && <Overview vendor={vendor} />}
        {vendor !== undefined && known !== undefined && (
          <Operation key={`${vendor.name} ${vendor.version} ${known.id}`} vendor={vendor} operation={known} />
        )}
      </section>
    </div>
  );
}
