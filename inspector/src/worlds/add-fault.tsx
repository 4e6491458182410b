/** The form for a new fault. It offers the errors that the vendor's contract documents. */
import { useState } from 'preact/hooks';
import { ask, at, type Fault, type KnownFault, type Vendor } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { attempt, say } from '../toast.tsx';
import { FAULT_FORMS } from './fault-types.gen.ts';

/** What you can choose besides the documented errors: an effect and its value, or one whose value is a number to enter. */
const CHOICES = Object.entries(FAULT_FORMS).flatMap(([name, forms]) =>
  forms.flatMap(({ value, choice }) =>
    choice === undefined
      ? []
      : [{ ...choice, name, value, key: typeof value === 'string' ? `${name} ${value}` : name }],
  ),
);

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

/** Key of the choice of a documented error. */
const keyOf = ({ status }: Documented): string => `status ${status}`;

function effectOf(given: FormData): Fault {
  const key = String(given.get('effect'));
  const choice = CHOICES.find((one) => one.key === key);
  return choice === undefined
    ? { status: Number(key.replace('status ', '')) }
    : { [choice.name]: choice.value ?? Number(given.get('amount')) };
}

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
  const amount = CHOICES.find(({ key }) => key === effect)?.amount;
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
              {errors.map((error) => (
                <option key={error.status} value={keyOf(error)}>
                  {error.status}
                  {error.evidence === null ? '' : ` (${error.evidence})`}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Anything else">
            {CHOICES.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
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
