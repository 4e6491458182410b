/** A form that knows which errors the vendor's contract documents. */
import { useState } from 'preact/hooks';
import { ask, at, type Fault, type KnownFault, type Vendor } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { attempt, say } from '../toast.tsx';

const OTHERS = [
  ['abort before', 'connection reset, nothing done'],
  ['abort during', 'connection reset during the reply'],
  ['abort after', 'done, but the answer is lost'],
  ['delay', 'slow: wait first'],
  ['drip', 'slow: send piece by piece'],
  ['truncate', 'reply cut short'],
  ['stale', 'reads answered from the past'],
] as const;

interface Documented {
  readonly status: string;
  readonly evidence: string | null;
}

/** The errors that the contract documents for an operation, or for any where none is chosen. */
function errorsOf(vendor: Vendor | undefined, operation: string): readonly Documented[] {
  const replies = (vendor?.operations ?? [])
    .filter(({ id }) => operation === '' || id === operation)
    .flatMap(({ replies }) => replies)
    .filter(({ status }) => /^[45]\d\d$/.test(status));
  const known = new Map(replies.map((reply) => [reply.status, reply]));
  return [...known.values()].sort((one, other) => Number(one.status) - Number(other.status));
}

function effectOf(given: FormData): Fault {
  const [kind = '', detail = ''] = String(given.get('effect')).split(' ');
  const amount = Number(given.get('amount'));
  switch (kind) {
    case 'status':
      return { status: Number(detail === '' ? amount : detail) };
    case 'abort':
      return { abort: detail as 'before' | 'during' | 'after' };
    case 'stale':
      return { stale: true };
    default:
      return { [kind]: amount };
  }
}

const AMOUNTS: Readonly<Record<string, string>> = {
  'status ': 'Status',
  delay: 'Milliseconds',
  drip: 'Milliseconds between pieces',
  truncate: 'Bytes that are sent',
};

export function AddFault({ onAdded }: { onAdded: () => void }) {
  const { value: served = [] } = useLoaded(
    async () =>
      (await ask<{ vendors: readonly { name: string; title: string }[] }>('GET', 'vendors')).vendors,
    'vendors',
  );
  const [vendor, setVendor] = useState('');
  const [operation, setOperation] = useState('');
  const [effect, setEffect] = useState('');
  const { value: described } = useLoaded(
    async () => (vendor === '' ? undefined : ask<Vendor>('GET', at('vendors', vendor))),
    vendor,
  );
  const errors = errorsOf(described, operation);
  const amount = AMOUNTS[effect];
  const add = (given: FormData): Promise<boolean> =>
    attempt(async () => {
      const times = String(given.get('times') ?? '');
      const fault = await ask<KnownFault>('POST', 'faults', {
        body: {
          ...effectOf(given),
          ...(vendor === '' ? {} : { vendor }),
          ...(operation === '' ? {} : { operation }),
          ...(times === '' ? {} : { times: Number(times) }),
        },
      });
      onAdded();
      say(`${fault.id} strikes from now on`);
    });
  return (
    <form
      class="row-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add(new FormData(event.currentTarget));
      }}
    >
      <label>
        Vendor
        <select
          value={vendor}
          onChange={(event) => {
            setVendor(event.currentTarget.value);
            setOperation('');
            setEffect('');
          }}
        >
          <option value="">any</option>
          {served.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Operation
        <select
          value={operation}
          disabled={vendor === ''}
          onChange={(event) => setOperation(event.currentTarget.value)}
        >
          <option value="">any</option>
          {described?.operations.map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <label>
        What happens
        <select
          name="effect"
          required
          value={effect}
          onChange={(event) => setEffect(event.currentTarget.value)}
        >
          <option value="" disabled>
            choose
          </option>
          {errors.length > 0 && (
            <optgroup label="Documented errors">
              {errors.map(({ status, evidence }) => (
                <option key={status} value={`status ${status}`}>
                  {status}
                  {evidence === null ? '' : ` (${evidence})`}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Anything else">
            <option value="status ">another status, in the vendor’s shape</option>
            {OTHERS.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      {amount !== undefined && (
        <label>
          {amount}
          <input name="amount" type="number" required min="0" class="short" />
        </label>
      )}
      <label>
        Times
        <input name="times" type="number" min="1" placeholder="for ever" class="short" />
      </label>
      <button type="submit" class="primary">
        Add the fault
      </button>
    </form>
  );
}
