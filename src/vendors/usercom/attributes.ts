/** Custom attributes: their definitions, and users' values. */
import type { Json } from '../../core/store.ts';
import { bodyOf, type Call, done, type Fields, json } from './call.ts';
import { type Attribute, pkFrom, pkOf, type User, type UsercomState } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { type Complaints, invalid, invalidField, notFound, REQUIRED, UNIQUE } from './failures.ts';
import { asFlag, asText } from './fields.ts';
import type { Find } from './find-user.ts';
import { type Paging, paged } from './paging.ts';
import { attributeDefinition } from './present.ts';
import { saved } from './save-user.ts';
import { checkValue, typeOf } from './values.ts';

/** The content type of users' attributes. */
const USER = 'clientuser';

const slotOf = (contentType: string, name: string): string => `${contentType}:${name}`;

/** "name_std": the name in lower case with underscores. */
const standardName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '') || name;

/** The definition of a user attribute, by its name or standard name. */
export async function attributeNamed(state: UsercomState, name: string): Promise<Attribute | undefined> {
  const [attribute] = await state.attributes.findBy('slot', slotOf(USER, standardName(name.trim())));
  return attribute;
}

type Definition = Pick<Attribute, 'content_type' | 'name' | 'value_type' | 'choices' | 'multiple'>;

function define({ state, ids }: Call, definition: Definition): Promise<Attribute> {
  const id = ids.sequence();
  const name_std = standardName(definition.name);
  const slot = slotOf(definition.content_type, name_std);
  return state.attributes.insert({ ...definition, pk: pkOf(id), id, slot, name_std });
}

/**
 * Sets custom attributes of a user. Invalid values are reported under their names.
 *
 * @param unknown what to do with a name that has no definition
 * @throws {Failed} when a value does not fit the type of its attribute
 */
export async function withAttributes(
  call: Call,
  user: User,
  values: Fields,
  unknown: 'define' | 'ignore',
): Promise<User> {
  const known = new Map<string, Json>(Object.entries(user.attributes));
  const errors = new Map<string, Complaints>();
  for (const [name, value] of Object.entries(values)) {
    const label = name.trim();
    let attribute = await attributeNamed(call.state, label);
    if (attribute === undefined) {
      if (unknown === 'ignore') continue;
      const definition = {
        content_type: USER,
        name: label,
        value_type: typeOf(value),
        choices: [],
        multiple: false,
      };
      attribute = await define(call, definition);
    }
    const result = checkValue(attribute, value);
    if ('complaint' in result) errors.set(name, [result.complaint]);
    else known.set(String(attribute.id), result.value);
  }
  if (errors.size > 0) throw invalid(Object.fromEntries(errors));
  return { ...user, attributes: Object.fromEntries(known) };
}

/** Removes an attribute of a user. @throws {Failed} if the user has no value for it */
async function withoutAttribute(state: UsercomState, user: User, name: string): Promise<User> {
  const attribute = await attributeNamed(state, name);
  const key = String(attribute?.id);
  if (!Object.hasOwn(user.attributes, key)) throw notFound();
  const { [key]: _, ...attributes } = user.attributes;
  return { ...user, attributes };
}

type Schemas = components['schemas'];
type ById = Call<{ path: { id: string } }>;

async function attributeAt({ state, path }: ById): Promise<Attribute> {
  const pk = pkFrom(path.id);
  const attribute = pk === undefined ? undefined : await state.attributes.get(pk);
  if (attribute === undefined) throw notFound();
  return attribute;
}

export const attributes = {
  listAttributes: async (call: Call<Paging>) =>
    json(200, await paged(call, call.state.attributes, async (attribute) => attributeDefinition(attribute))),

  createAttribute: async (call: Call<{ body: Schemas['NewAttribute'] | undefined }>) => {
    const body = bodyOf(call, 'content_type', 'name', 'value_type');
    const { content_type, name, value_type, choices } = body;
    if (value_type === 'fixed' && choices === undefined) throw invalidField('choices', REQUIRED);
    const definition = {
      content_type,
      name: asText(name) ?? '',
      value_type,
      choices: (choices ?? []).map((choice) => asText(choice) ?? ''),
      multiple: asFlag(body.allow_multiple_choices) ?? false,
    };
    const slot = slotOf(content_type, standardName(definition.name));
    const [twin] = await call.state.attributes.findBy('slot', slot);
    if (twin !== undefined) throw invalidField('name', UNIQUE);
    return json(201, attributeDefinition(await define(call, definition)));
  },

  getAttribute: async (call: ById) => json(200, attributeDefinition(await attributeAt(call))),

  deleteAttribute: async (call: ById) => {
    const { pk } = await attributeAt(call);
    await call.state.attributes.remove(pk);
    return { status: 204 as const };
  },
};

type OfUser<Body> = Call<{ path: { user: string }; body: Body | undefined }>;

/** Operations on one user, for both ways to find it. */
export const userAttributes = (find: Find) => ({
  set: async (call: OfUser<Schemas['AttributeValue']>) => {
    const user = await find(call);
    const { attribute, value } = bodyOf(call, 'attribute', 'value');
    const values = { [asText(attribute) ?? '']: value };
    await saved(call, await withAttributes(call, user, values, 'define'));
    return done;
  },

  setMany: async (call: OfUser<Schemas['AttributeValues']>) => {
    const user = await find(call);
    await saved(call, await withAttributes(call, user, bodyOf(call), 'define'));
    return done;
  },

  remove: async (call: OfUser<Schemas['AttributeName']>) => {
    const user = await find(call);
    const { attribute } = bodyOf(call, 'attribute');
    await saved(call, await withoutAttribute(call.state, user, asText(attribute) ?? ''));
    return done;
  },
});
