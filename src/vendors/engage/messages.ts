/** Messages for invalid requests. Engage's own are not known; these name the parameter and say what to send. */
import { formatIssuePlace, type Issue } from '../../core/vendor.ts';

const LONGEST_NAME = 100;

const article = (type: string): string => (/^[aio]/.test(type) ? `an ${type}` : `a ${type}`);

const typesOf = ({ params }: Issue): string =>
  [params.type]
    .flat()
    .filter((type) => type !== 'null')
    .map((type) => article(String(type)))
    .join(' or ');

const PATTERNS: Readonly<Record<string, string>> = {
  id: 'should contain only letters and numbers',
  number: 'should contain only digits, with the country code and without a plus sign',
  email: 'is not a valid email address',
  created_at: 'is not a valid date',
  timestamp: 'is not a valid date',
  next_cursor: 'is not a valid cursor',
  previous_cursor: 'is not a valid cursor',
};

export function describe(issue: Issue): string {
  const name = formatIssuePlace(issue).slice(0, LONGEST_NAME);
  const { keyword, params } = issue;
  switch (keyword) {
    case 'required': {
      const { missingProperty } = params;
      if (missingProperty === undefined) return 'A JSON body is required.';
      return `${issue.in === 'body' && name !== '' ? `${name}.` : ''}${missingProperty} is required.`;
    }
    case 'dependentRequired':
      return `${params.missingProperty} is required with ${params.property}.`;
    case 'type':
      return name === '' ? 'The body should be a JSON object.' : `${name} should be ${typesOf(issue)}.`;
    case 'enum':
      return `${name} should be one of ${[params.allowedValues].flat().join(', ')}.`;
    case 'minLength':
    case 'minItems':
      return `${name} should not be empty.`;
    case 'maxLength':
      return `${name} should not be longer than ${params.limit} characters.`;
    case 'maximum':
      return `${name} should not be more than ${params.limit}.`;
    case 'minimum':
      return `${name} should not be less than ${params.limit}.`;
    case 'pattern':
      return `${name} ${PATTERNS[name] ?? 'is not valid'}.`;
    default:
      return `${name === '' ? 'The request' : name} is not valid.`;
  }
}
