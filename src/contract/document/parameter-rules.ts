/** The rules of OpenAPI 3.2 for parameters that depend on where a parameter is sent. */
import { isObject } from '../../core/is-object.ts';
import type { StructureProblem } from './structure-rule.ts';

type Parameter = Readonly<Record<string, unknown>>;

/** The styles of each place. `querystring` has none, because its value is described by `content`. */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

const STYLING = ['style', 'explode', 'allowReserved'];

/** Header names of HTTP (RFC 9110). */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

function nameProblem({ in: place, name }: Parameter): readonly StructureProblem[] {
  if (typeof name !== 'string') return [];
  if (place === 'path' && /[{}]/.test(name)) return [['a path parameter has no braces in its name', 'name']];
  if (place === 'header' && !TOKEN.test(name)) return [[`${name} is not a header name`, 'name']];
  return [];
}

function styleProblems(parameter: Parameter): readonly StructureProblem[] {
  const { in: place, style } = parameter;
  const styled = STYLING.find((word) => Object.hasOwn(parameter, word));
  if (parameter.schema === undefined)
    return styled === undefined ? [] : [[`${styled} applies only with schema, not with content`, styled]];
  const styles = STYLES[String(place)];
  const problems: StructureProblem[] = [];
  if (styles !== undefined && style !== undefined && !styles.includes(String(style)))
    problems.push([`the style of a ${place} parameter is ${styles.join(' or ')}, not ${style}`, 'style']);
  if (parameter.allowReserved !== undefined && (place === 'header' || style === 'cookie'))
    problems.push(['allowReserved applies only where values are percent-encoded', 'allowReserved']);
  return problems;
}

/** What is wrong with a parameter. */
export function parameterProblems(parameter: Parameter): readonly StructureProblem[] {
  const { in: place, required } = parameter;
  const problems: StructureProblem[] = [...nameProblem(parameter), ...styleProblems(parameter)];
  if (place === 'path' && parameter.schema !== undefined && required !== true)
    problems.push(['a path parameter needs required: true']);
  if (place === 'querystring' && parameter.schema !== undefined)
    problems.push(['a querystring parameter is described by content, not by schema', 'schema']);
  if (place !== 'query' && parameter.allowEmptyValue !== undefined)
    problems.push(['allowEmptyValue applies only to query parameters', 'allowEmptyValue']);
  if (isObject(parameter.content) && Object.keys(parameter.content).length !== 1)
    problems.push(['content of a parameter has exactly one media type', 'content']);
  return problems;
}

/** What is wrong with a list of parameters: `querystring` stands alone. */
export function parameterListProblems(parameters: unknown): readonly StructureProblem[] {
  if (!Array.isArray(parameters)) return [];
  const places = parameters.map((parameter) => (isObject(parameter) ? parameter.in : undefined));
  const whole = places.filter((place) => place === 'querystring').length;
  if (whole > 1) return [['only one parameter can be the querystring', 'parameters']];
  return whole === 1 && places.includes('query')
    ? [['a querystring parameter excludes query parameters', 'parameters']]
    : [];
}
