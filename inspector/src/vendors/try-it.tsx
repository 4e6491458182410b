/** A form that calls an operation, filled in from the contract. */
import { useState } from 'preact/hooks';
import { ask, type Exchange, type Fields, type OperationView, type Vendor } from '../api.ts';
import { Badges, Status } from '../parts/badges.tsx';
import { Body } from '../parts/json.tsx';
import { href } from '../route.ts';
import { attempt } from '../toast.tsx';
import { examplesOf, fieldsIn, parametersOf, sampleOf } from './described.ts';

const asText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The initial values: the credential of the world, and an example of the contract where there is one. */
function beginning(vendor: Vendor, described: Fields) {
  const content = Object.entries(fieldsIn(fieldsIn(described, 'requestBody'), 'content'));
  const [mediaType, media] = content.find(([name]) => name.includes('json')) ?? content[0] ?? [];
  const [example] = examplesOf(media);
  const value = example?.value ?? sampleOf(fieldsIn(media, 'schema'));
  const headers = {
    ...vendor.credential,
    accept: 'application/json',
    ...(mediaType === undefined ? {} : { 'content-type': mediaType }),
  };
  const isForm = mediaType?.includes('form') === true && typeof value === 'object' && value !== null;
  return {
    headers: Object.entries(headers)
      .map(([name, text]) => `${name}: ${text}`)
      .join('\n'),
    body:
      mediaType === undefined
        ? undefined
        : isForm
          ? new URLSearchParams(
              Object.entries(value).map(([name, inside]) => [name, asText(inside)]),
            ).toString()
          : JSON.stringify(value, undefined, 2),
  };
}

function headersIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`“${line}” is not a header; write name: value`);
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function pathFrom(template: string, given: FormData): string {
  const path = template.replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(given.get(`path ${name}`) ?? '')),
  );
  const query = [...given].flatMap(([name, value]) =>
    name.startsWith('query ') && value !== '' ? [[name.slice('query '.length), String(value)]] : [],
  );
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

export function TryIt({
  vendor,
  operation,
  described,
}: {
  vendor: Vendor;
  operation: OperationView;
  described: Fields;
}) {
  const [exchange, setExchange] = useState<Exchange>();
  const [busy, setBusy] = useState(false);
  const start = beginning(vendor, described);
  const parameters = parametersOf(described).filter(({ where }) => where === 'path' || where === 'query');
  const needed = parameters.filter(({ where, required }) => where === 'path' || required);
  const optional = parameters.filter((parameter) => !needed.includes(parameter));
  const field = ({ name, where, required, schema }: (typeof parameters)[number]) => (
    <label key={`${where} ${name}`}>
      <span>
        {name} <small>{where}</small>
      </span>
      <input
        name={`${where} ${name}`}
        required={required}
        autocomplete="off"
        defaultValue={where === 'path' || required ? asText(sampleOf(schema) ?? '') : ''}
      />
    </label>
  );
  const send = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    setBusy(true);
    await attempt(async () => {
      const body = given.get('body');
      setExchange(
        await ask<Exchange>('POST', 'exchanges', {
          body: {
            vendor: vendor.name,
            method: operation.method,
            path: pathFrom(operation.path, given),
            headers: headersIn(String(given.get('headers') ?? '')),
            ...(body === null || body === '' ? {} : { body: String(body) }),
          },
        }),
      );
    });
    setBusy(false);
  };
  return (
    <details class="try-it panel">
      <summary>Try it</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <div class="fields">{needed.map(field)}</div>
        {optional.length > 0 && (
          <details>
            <summary>Optional parameters</summary>
            <div class="fields">{optional.map(field)}</div>
          </details>
        )}
        <label>
          Headers
          <textarea name="headers" rows={3} spellcheck={false} defaultValue={start.headers} />
        </label>
        {vendor.credential === null && (
          <p class="rules">The configuration declares accounts: add the credential of one.</p>
        )}
        {start.body !== undefined && (
          <label>
            Body
            <textarea
              name="body"
              rows={Math.min(16, start.body.split('\n').length + 1)}
              spellcheck={false}
              defaultValue={start.body}
            />
          </label>
        )}
        <button type="submit" class="primary" disabled={busy}>
          Send {operation.method}
        </button>
      </form>
      {exchange !== undefined && (
        <section class="answer" aria-label="Reply">
          <p class="facts">
            <Status status={exchange.reply.status} />
            <Badges of={{ ...exchange, drift: exchange.drift.length, fault: null }} />
            <a href={href('exchanges', [exchange.id])}>Open the exchange</a>
          </p>
          <Body text={exchange.reply.body} label="Body of the reply" />
        </section>
      )}
    </details>
  );
}
