/** Values that fit a schema, as far as can be said without judging; hyperjump has the last word. */
import { type Chance, chance } from './chance.ts';
import type { Document } from './document.ts';
import type { Json } from './json.ts';
import { type Rules, rulesOf } from './rules.ts';
import { textFor } from './texts.ts';

export interface Way {
  /** Which members that are not required are given: none, the plain ones at the top, or all of them. */
  readonly members: 'required' | 'plain' | 'all';
  /** Which alternative is taken. */
  readonly choice: number;
  readonly seed: string;
}

/** Members that are not required, of one object. */
const MOST_MEMBERS = 12;
const DEEPEST = 12;
/** Where members that are not required end. */
const DEEP = 3;

const kindOf = ({ types, properties, items, additional, enum: values }: Rules): string => {
  const named = types?.find((type) => type !== 'null');
  if (named !== undefined) return named;
  if (types?.includes('null')) return 'null';
  if (values !== undefined) return 'enum';
  if (properties.size > 0 || typeof additional === 'string') return 'object';
  if (items.length > 0) return 'array';
  return 'string';
};

function numberFor({ bounds }: Rules, whole: boolean, by: Chance): number {
  const step = bounds.get('multipleOf') ?? (whole ? 1 : 0.5);
  const above = bounds.get('exclusiveMinimum');
  const under = bounds.get('exclusiveMaximum');
  let least = bounds.get('minimum') ?? above ?? Math.min(1, (bounds.get('maximum') ?? under ?? 1) - step);
  if (above !== undefined && above >= least) least = above + step;
  let most = bounds.get('maximum') ?? under ?? Math.max(least + 100, 100);
  if (under !== undefined && under <= most) most = under - step;
  // Numbers that every program can hold.
  if (least < 0 && most > step) least = step;
  const first = Math.ceil(least / step);
  const last = Math.max(first, Math.floor(most / step));
  const value = by.between(first, Math.min(last, first + 1000)) * step;
  return Number.isInteger(step) ? value : Number(value.toFixed(6));
}

class Maker {
  readonly #document: Document;
  readonly #way: Way;
  readonly #by: Chance;

  constructor(document: Document, way: Way) {
    this.#document = document;
    this.#way = way;
    this.#by = chance(way.seed);
  }

  #object(rules: Rules, deep: number): Json {
    const made: Record<string, Json> = {};
    let optional = 0;
    for (const [name, places] of rules.properties) {
      const required = rules.required.has(name);
      const property = rulesOf(this.#document, places, this.#way.choice);
      if (property.readOnly || property.never) continue;
      const plain = !['object', 'array'].includes(kindOf(property));
      const wanted =
        this.#way.members === 'all' ? deep < DEEP : this.#way.members === 'plain' && plain && deep < 2;
      if (!required && (!wanted || optional >= MOST_MEMBERS)) continue;
      if (!required) optional++;
      try {
        made[name] = this.value(places, deep + 1);
      } catch (cause) {
        if (required) throw cause;
      }
    }
    for (const name of rules.required)
      if (!rules.properties.has(name) && typeof rules.additional !== 'boolean')
        made[name] = this.value([rules.additional], deep + 1);
      else if (!rules.properties.has(name) && rules.additional === true) made[name] = this.#by.letters(6);
    const least = rules.bounds.get('minProperties') ?? 0;
    for (const [name, places] of rules.properties) {
      if (Object.keys(made).length >= least) break;
      if (!(name in made) && !rulesOf(this.#document, places, this.#way.choice).readOnly)
        made[name] = this.value(places, deep + 1);
    }
    while (Object.keys(made).length < least && rules.additional !== false)
      made[this.#by.letters(6)] =
        typeof rules.additional === 'string' ? this.value([rules.additional], deep + 1) : this.#by.letters(6);
    return made;
  }

  #array(rules: Rules, deep: number): Json {
    const least = rules.bounds.get('minItems') ?? 0;
    const most = rules.bounds.get('maxItems') ?? Number.POSITIVE_INFINITY;
    const wanted = this.#way.members === 'required' || deep > DEEP ? 0 : 1;
    const count = Math.min(most, Math.max(least, wanted), 200);
    if (rules.items.length === 0) return Array.from({ length: count }, () => this.#by.letters(6));
    const made: Json[] = [];
    for (let attempt = 0; made.length < count && attempt < count * 8 + 8; attempt++) {
      const item = this.value(rules.items, deep + 1);
      const texts = made.map((one) => JSON.stringify(one));
      if (!rules.uniqueItems || !texts.includes(JSON.stringify(item))) made.push(item);
    }
    return made;
  }

  value(places: readonly string[], deep = 0): Json {
    if (deep > DEEPEST) throw new Error('the schema has no end');
    const rules = rulesOf(this.#document, places, this.#way.choice);
    if (rules.never) throw new Error(`nothing fits ${rules.pointer}`);
    if (rules.enum !== undefined) {
      const values = rules.enum.filter((value) => value !== null);
      return values[this.#by.below(values.length)] ?? null;
    }
    const kind = kindOf(rules);
    if (kind === 'object') return this.#object(rules, deep);
    if (kind === 'array') return this.#array(rules, deep);
    if (kind === 'boolean') return this.#by.below(2) === 1;
    if (kind === 'null') return null;
    if (kind === 'integer' || kind === 'number') return numberFor(rules, kind === 'integer', this.#by);
    return textFor(rules, this.#by);
  }
}

export const generated = (document: Document, places: readonly string[], way: Way): Json =>
  new Maker(document, way).value(places);
