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

interface Target {
  readonly vendor: string;
  readonly operation: string;
}

/** @param operations names of the operations of the chosen vendor */
function ChooseTarget({
  target: { vendor, operation },
  operations,
  onChoose,
}: {
  target: Target;
  operations: readonly string[];
  onChoose: (target: Target) => void;
}) {
  const { value: served = [] } = useLoaded(
    async () =>
      (await ask<{ vendors: readonly { name: string; title: string }[] }>('GET', 'vendors')).vendors,
    'vendors',
  );
  return (
    <>
      <label>
        Vendor
        <select
          value={vendor}
          onChange={(event) => onChoose({ vendor: event.currentTarget.value, operation: '' })}
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
          onChange={(event) => onChoose({ vendor, operation: event.currentTarget.value })}
        >
          <option value="">any</option>
          {operations.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function ChooseEffect({
  effect,
  errors,
  onChoose,
}: {
  effect: string;
  errors: readonly Documented[];
  onChoose: (effect: string) => void;
}) {
  const amount = CHOICES.find(({ key }) => key === effect)?.amount;
  return (
    <>
      <label>
        What happens
        <select
          name="effect"
          required
          value={effect}
          onChange={(event) => onChoose(event.currentTarget.value)}
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
          <optgroup label="Other faults">
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
    </>
  );
}

const addFault = (given: FormData, { vendor, operation }: Target): Promise<KnownFault> => {
  const times = String(given.get('times') ?? '');
  return ask<KnownFault>('POST', 'faults', {
    body: {
      ...effectOf(given),
      ...(vendor === '' ? {} : { vendor }),
      ...(operation === '' ? {} : { operation }),
      ...(times === '' ? {} : { times: Number(times) }),
    },
  });
};

export function AddFault({ onAdded }: { onAdded: () => void }) {
  const [target, setTarget] = useState<Target>({ vendor: '', operation: '' });
  const [effect, setEffect] = useState('');
  const { vendor, operation } = target;
  const { value: described } = useLoaded(
    async () => (vendor === '' ? undefined : ask<Vendor>('GET', at('vendors', vendor))),
    vendor,
  );
  return (
    <form
      class="row-form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        void attempt(async () => {
          const { id } = await addFault(given, target);
          onAdded();
          say(`${id} was added`);
        });
      }}
    >
      <ChooseTarget
        target={target}
        operations={described?.operations.map(({ id }) => id) ?? []}
        onChoose={(chosen) => {
          if (chosen.vendor !== vendor) setEffect('');
          setTarget(chosen);
        }}
      />
      <ChooseEffect effect={effect} errors={errorsOf(described, operation)} onChoose={setEffect} />
      <label>
        Times
        <input name="times" type="number" min="1" placeholder="no limit" class="short" />
      </label>
      <button type="submit" class="primary">
        Add fault
      </button>
    </form>
  );
}
