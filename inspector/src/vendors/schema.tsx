/** A schema as people read one: names, kinds, rules, words. */
import type { Fields } from '../api.ts';
import { shortened } from '../text.ts';
import { fieldsIn, isFields, listIn, partsOf, textIn } from './described.ts';

const RULES = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'const',
  'default',
] as const;

/** The kind of value, in a word or two. */
export function kindOf(schema: unknown): string {
  if (schema === true) return 'anything';
  if (!isFields(schema)) return '';
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 1 && types[0] === 'array') return `list of ${kindOf(schema.items) || 'anything'}`;
  if (types.length > 0) return types.join(' or ');
  const choices = [...listIn(schema, 'oneOf'), ...listIn(schema, 'anyOf')];
  if (choices.length > 0) return [...new Set(choices.map(kindOf))].join(' or ');
  if ('properties' in schema) return 'object';
  const [part] = listIn(schema, 'allOf')
    .map(kindOf)
    .filter((kind) => kind !== '');
  if (part !== undefined) return part;
  return textIn(schema, 'title');
}

/** A pattern stands as its author wrote it; everything else as JSON. */
const written = (rule: string, value: unknown): string =>
  rule === 'pattern' && typeof value === 'string' ? value : JSON.stringify(value);

export function rulesOf(schema: unknown): string {
  if (!isFields(schema)) return '';
  const said = RULES.flatMap((rule) => (rule in schema ? [`${rule} ${written(rule, schema[rule])}`] : []));
  const choices = listIn(schema, 'enum');
  return [
    ...(choices.length > 0 ? [choices.map((choice) => JSON.stringify(choice)).join(' | ')] : []),
    ...said,
  ].join(', ');
}

interface Property {
  readonly name: string;
  readonly schema: unknown;
  readonly required: boolean;
}

/** The properties of an object, those of its parts included. */
function propertiesOf(schema: unknown): readonly Property[] {
  const parts = partsOf(schema);
  const required = new Set(parts.flatMap((part) => listIn(part, 'required')));
  const properties = Object.assign({}, ...parts.map((part) => fieldsIn(part, 'properties'))) as Fields;
  return Object.entries(properties).map(([name, inside]) => ({
    name,
    schema: inside,
    required: required.has(name),
  }));
}

const insideOf = (schema: unknown): unknown => {
  if (!isFields(schema)) return undefined;
  if (isFields(schema.items)) return insideOf(schema.items);
  return propertiesOf(schema).length > 0 || choicesOf(schema).length > 0 ? schema : undefined;
};

const choicesOf = (schema: unknown): readonly unknown[] =>
  [...listIn(schema, 'oneOf'), ...listIn(schema, 'anyOf')].filter((choice) => insideOf(choice) !== undefined);

function Row({ name, schema, required }: Property) {
  const inside = insideOf(schema);
  const description = textIn(schema, 'description').replace(/\s+/g, ' ');
  return (
    <li>
      <div class="property">
        <code>{name}</code> <span class="kind">{kindOf(schema)}</span>
        {required && <span class="required"> required</span>}{' '}
        <span class="rules">{shortened(rulesOf(schema), 160)}</span>
        {description !== '' && <p>{description}</p>}
      </div>
      {inside !== undefined && (
        <details>
          <summary>inside {name}</summary>
          <Schema schema={inside} />
        </details>
      )}
    </li>
  );
}

export function Schema({ schema }: { schema: unknown }) {
  const properties = propertiesOf(schema);
  const choices = choicesOf(schema);
  const rest = isFields(schema) ? schema.additionalProperties : undefined;
  const list = isFields(schema) && isFields(schema.items);
  if (list) return <Listed schema={schema} />;
  return (
    <ul class="schema">
      {properties.map((property) => (
        <Row key={property.name} {...property} />
      ))}
      {choices.map((choice, index) => (
        <li key={index}>
          <details>
            <summary>{textIn(choice, 'title') || `alternative ${index + 1}`}</summary>
            <Schema schema={choice} />
          </details>
        </li>
      ))}
      {properties.length === 0 && choices.length === 0 && (
        <li>
          <span class="kind">{kindOf(schema) || 'anything'}</span>{' '}
          <span class="rules">{rulesOf(schema)}</span>
        </li>
      )}
      {rest === false && <li class="rules">no other properties</li>}
    </ul>
  );
}

function Listed({ schema }: { schema: Fields }) {
  return (
    <>
      <p class="kind">{kindOf(schema)}</p>
      <Schema schema={schema.items} />
    </>
  );
}
