/** Messages for invalid requests. Only those for unknown and missing keys are the vendor's own. */
import { formatIssuePlace, type Issue } from '../../core/vendor.ts';

export interface Words {
  readonly code: string;
  readonly message: string;
}

const LONGEST_NAME = 190;

const typesOf = ({ params }: Issue): string =>
  [params.type]
    .flat()
    .filter((type) => type !== 'null')
    .map((type) => (/^[aio]/.test(String(type)) ? `an ${type}` : `a ${type}`))
    .join(' or ');

function attributeName(name: string): string {
  if (/[.$]/.test(name)) return 'custom attribute names must not contain . or $';
  if (name.length > LONGEST_NAME) return 'custom attribute names must not be longer than 190 characters';
  return 'Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens';
}

const invalid = (message: string): Words => ({ code: 'parameter_invalid', message });

function describeOne(issue: Issue): Words {
  const name = formatIssuePlace(issue).slice(0, LONGEST_NAME);
  const { keyword, params } = issue;
  switch (keyword) {
    case 'additionalProperties':
      return { code: 'bad_request', message: `bad '${params.additionalProperty}' parameter` };
    case 'required':
      return {
        code: 'parameter_not_found',
        message: `missing ${params.missingProperty ?? 'body'} parameter`,
      };
    case 'type':
      return {
        code: 'type_mismatch',
        message: `${name === '' ? 'The body' : name} must be ${typesOf(issue)}`,
      };
    case 'propertyNames':
      return invalid(attributeName(String(params.propertyName)));
    case 'maxProperties':
      return {
        code: name.endsWith('custom_attributes') ? 'custom_data_limit_reached' : 'parameter_invalid',
        message: `${name} can have at most ${params.limit} fields`,
      };
    case 'maxLength':
      return invalid(`${name} must not be longer than ${params.limit} characters`);
    case 'minimum':
      return invalid(`${name} must not be less than ${params.limit}`);
    case 'maximum':
      return invalid(`${name} must not be more than ${params.limit}`);
    case 'minItems':
      return invalid(`${name} must not be empty`);
    case 'maxItems':
      return invalid(`maximum number of ${name} per request is ${params.limit}`);
    case 'enum':
      return invalid(`${name} must be one of ${[params.allowedValues].flat().join(', ')}`);
    default:
      return invalid(`${name === '' ? 'request' : name} invalid`);
  }
}

/** Describes the first issue. For a bad name, `propertyNames` comes before the pattern that it broke. */
export function describe(issues: readonly Issue[]): Words {
  const issue = issues.find(({ keyword }) => keyword === 'propertyNames') ?? issues[0];
  return issue === undefined ? invalid('request invalid') : describeOne(issue);
}
