/** One operation: its contract, and a form to try it. */
import { ask, at, type Fields, type OperationView, type Vendor } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { Evidence, Status } from '../parts/badges.tsx';
import { Json } from '../parts/json.tsx';
import { go } from '../route.ts';
import { prefixOf } from '../served.ts';
import { Exercised, useCoverage } from './coverage.tsx';
import {
  type Evident,
  evidenceIn,
  examplesOf,
  fieldsIn,
  isFields,
  parametersOf,
  textIn,
} from './described.ts';
import { kindOf, rulesOf, Schema } from './schema.tsx';
import { TryIt } from './try-it.tsx';

function Known({ evidence }: { evidence: Evident | undefined }) {
  if (evidence === undefined) return null;
  return (
    <p class="known">
      <Evidence grade={evidence.grade} /> {evidence.source}
    </p>
  );
}

function Parameters({ described }: { described: Fields }) {
  const parameters = parametersOf(described);
  if (parameters.length === 0) return null;
  return (
    <section aria-label="Parameters">
      <h3>Parameters</h3>
      <ul class="schema">
        {parameters.map(({ name, where, required, schema, description }) => (
          <li key={`${where} ${name}`}>
            <div class="property">
              <code>{name}</code> <span class="kind">{kindOf(schema)}</span>{' '}
              <span class="rules">in the {where}</span>
              {required && <span class="required"> required</span>}{' '}
              <span class="rules">{rulesOf(schema)}</span>
              {description !== '' && <p>{description}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each kind of content with its schema and examples. */
function Contents({ content, open }: { content: Fields; open: boolean }) {
  return (
    <>
      {Object.entries(content).map(([mediaType, media]) => (
        <div key={mediaType} class="content">
          <p class="rules">{mediaType}</p>
          <details open={open}>
            <summary>Schema</summary>
            <Schema
              schema={fieldsIn(media, isFields(media) && 'itemSchema' in media ? 'itemSchema' : 'schema')}
            />
          </details>
          {examplesOf(media).map(({ name, value, evidence }) => (
            <details key={name}>
              <summary>
                Example {name === 'example' ? '' : name} <Evidence grade={evidence?.grade} />
              </summary>
              <Json value={value} label={`Example ${name}`} />
            </details>
          ))}
        </div>
      ))}
    </>
  );
}

function Replies({ described }: { described: Fields }) {
  return (
    <section aria-label="Replies">
      <h3>Replies</h3>
      {Object.entries(fieldsIn(described, 'responses')).map(([status, response]) => (
        <details key={status} class="reply-described">
          <summary>
            <Status status={status} />{' '}
            {(textIn(response, 'summary') || textIn(response, 'description')).replace(/\s+/g, ' ')}{' '}
            <Evidence grade={evidenceIn(response)?.grade} />
          </summary>
          <Known evidence={evidenceIn(response)} />
          <Contents content={fieldsIn(response, 'content')} open={false} />
        </details>
      ))}
    </section>
  );
}

export function Operation({ vendor, operation }: { vendor: Vendor; operation: OperationView }) {
  const { name, version } = vendor;
  const { value: described, error } = useLoaded(
    () => ask<Fields>('GET', at('vendors', name, 'operations', operation.id), { query: { version } }),
    `${name} ${version} ${operation.id}`,
  );
  const coverage = useCoverage(vendor);
  if (error !== undefined) return <p class="empty">{error}</p>;
  if (described === undefined) return <p class="none">…</p>;
  const body = fieldsIn(described, 'requestBody');
  const exercised = coverage.of(operation.id);
  return (
    <article class="operation">
      <header>
        <button
          type="button"
          class="quiet back"
          aria-label="Back to the operations"
          onClick={() => go('vendors', [name])}
        >
          ←
        </button>
        <h2>
          <span class="method">{operation.method}</span> {prefixOf(name)}
          {operation.path}
        </h2>
        <p class="facts">
          <code>{operation.id}</code>
          <span>{version}</span>
          <span>{operation.answered === 'modelled' ? 'modelled behaviour' : 'examples of the contract'}</span>
        </p>
        {textIn(described, 'summary') !== '' && <p>{textIn(described, 'summary')}</p>}
        {textIn(described, 'description') !== '' && <p class="prose">{textIn(described, 'description')}</p>}
        <Known evidence={evidenceIn(described)} />
      </header>
      {exercised.length > 0 && (
        <section aria-label="Coverage">
          <h3>Coverage of all worlds</h3>
          <Exercised items={exercised} />
        </section>
      )}
      <TryIt vendor={vendor} operation={operation} described={described} />
      <Parameters described={described} />
      {Object.keys(body).length > 0 && (
        <section aria-label="Body">
          <h3>Body {body.required === true && <span class="required">required</span>}</h3>
          <Contents content={fieldsIn(body, 'content')} open={true} />
        </section>
      )}
      <Replies described={described} />
    </article>
  );
}
