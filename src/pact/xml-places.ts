/** Pact's paths into an XML body, such as `$.people.person[0]['@name']` and `$.people.person['#text']`. */
import { childElements, rootOf, textOf } from '../contract/parameters/xml-reader.ts';
import type { BodyPlace, PathStep } from './body-path.ts';
import { EVERY_ELEMENT } from './body-path.ts';
import type { MatchingRule } from './matching-rules.ts';

type XmlElement = ReturnType<typeof rootOf>;

const TEXT = '#text';

/** The elements of one step. An index counts those of one name. `[*]` means them, and `.*` what is in them. */
function stepInto(elements: readonly XmlElement[], step: PathStep): readonly XmlElement[] {
  if (step === EVERY_ELEMENT) return [...elements, ...elements.flatMap(childElements)];
  if (typeof step === 'number') return elements.slice(step, step + 1);
  return elements.flatMap((element) => childElements(element).filter(({ name }) => name === step));
}

function valuesOf(elements: readonly XmlElement[], steps: readonly PathStep[]): readonly string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return elements.map(textOf);
  if (step === TEXT) return elements.map(textOf);
  if (typeof step === 'string' && step.startsWith('@'))
    return elements.flatMap(({ attributes }) => attributes[step.slice(1)] ?? []);
  return valuesOf(stepInto(elements, step), rest);
}

/**
 * The texts of elements and attributes that a path selects; an empty list where there are none.
 *
 * @throws {XmlBodyError} for ill-formed XML
 */
export function findXmlPlaces(text: string, steps: readonly PathStep[]): readonly BodyPlace[] {
  const root = rootOf(text);
  const [first, ...rest] = steps;
  const isRoot = first === undefined || first === EVERY_ELEMENT || first === root.name;
  return isRoot ? valuesOf([root], rest).map((value) => ({ pointer: '', value })) : [];
}

/** A rule for XML as a rule for the value that the XML stands for: without the root, `#text`, and the sign of attributes. */
export const ruleOfValue = (rule: MatchingRule): MatchingRule => ({
  ...rule,
  steps: rule.steps
    .slice(1)
    .filter((step) => step !== TEXT)
    .map((step) => (typeof step === 'string' ? step.replace(/^@/, '') : step)),
});
