/** Kinds of change of a whole document, an operation, its parameters, bodies, replies and credentials. */
import { additive, breaking, cosmetic } from './kinds.ts';

export const OPERATION_KINDS = {
  'operation-removed': breaking(
    ({ before }) =>
      before === 'deprecated' ? 'The deprecated operation was removed' : 'The operation was removed',
    'Stop calling it.',
  ),
  'operation-added': additive('The operation is new'),
  'operation-deprecated': cosmetic(
    ({ after }) =>
      after === ''
        ? 'The operation is now deprecated'
        : `The operation is now deprecated and ends on ${after}`,
    'Plan to call something else.',
  ),
  'operation-undeprecated': cosmetic('The operation is no longer deprecated'),
  'operation-id-changed': cosmetic(
    ({ before, after }) => `The operationId was ${before} and is now ${after}`,
    'Rename the calls of generated clients, which take their names from it.',
  ),
  'sunset-changed': cosmetic(
    ({ before, after }) => `The date on which the operation ends was ${before} and is now ${after}`,
    'Check that you are done by then.',
  ),
  'base-path-removed': breaking(
    ({ name, after }) => `The API is no longer served below ${name}, but below ${after}`,
    'Change the base URL of your client.',
  ),
  'base-path-added': additive(({ name }) => `The API is now also served below ${name}`),
  'server-changed': cosmetic(
    ({ before, after }) => `The servers were ${before} and are now ${after}`,
    'Check the base URL of your client.',
  ),
  'webhook-removed': breaking(
    ({ name }) => `The webhook ${name} is no longer sent`,
    'Stop relying on it; poll, or use what replaces it.',
  ),
  'webhook-added': additive(({ name }) => `The webhook ${name} is new`),
  'callback-removed': breaking(
    ({ name }) => `The callback ${name} is no longer sent`,
    'Stop relying on it; poll, or use what replaces it.',
  ),
  'callback-added': additive(({ name }) => `The callback ${name} is new`),
  'text-changed': cosmetic(({ subject, name, before, after }) => {
    if (before === 'nothing') return `${subject} now has the ${name} ${after}`;
    if (after === 'nothing') return `${subject} no longer has a ${name}`;
    return `the ${name} of ${subject} was ${before} and is now ${after}`;
  }),
  'security-tightened': breaking(
    ({ before, after }) => `The operation accepted ${before} and now requires ${after}`,
    'Send the new credentials with every call.',
  ),
  'security-loosened': additive(
    ({ before, after }) => `The operation required ${before} and now accepts ${after}`,
  ),
  'security-scheme-changed': breaking(
    ({ name, before, after }) => `The security scheme ${name} was ${before} and is now ${after}`,
    'Send the credential in the new way.',
  ),
  'oauth-url-changed': breaking(
    ({ name, before, after }) => `The ${name} was ${before} and is now ${after}`,
    'Get your tokens from the new address.',
  ),
  'oauth-scope-removed': breaking(
    ({ name, before }) => `The security scheme ${name} no longer knows the scope ${before}`,
    'Stop requesting the scope.',
  ),
  'oauth-scope-added': additive(
    ({ name, after }) => `The security scheme ${name} now knows the scope ${after}`,
  ),
} as const;

export const PARAMETER_KINDS = {
  'parameter-removed': breaking(
    ({ subject, after }) =>
      `${subject} was removed${after === '' ? '' : `; it looks as if it were renamed to \`${after}\``}`,
    'Stop sending it; it is ignored or rejected.',
  ),
  'parameter-added': additive(({ subject }) => `${subject} is new and optional`),
  'required-parameter-added': breaking(
    ({ subject }) => `${subject} is new and required`,
    'Send it with every call.',
  ),
  'parameter-required': breaking(
    ({ subject }) => `${subject} was optional and is now required`,
    'Send it with every call.',
  ),
  'parameter-optional': additive(({ subject }) => `${subject} was required and is now optional`),
  'parameter-moved': breaking(
    ({ subject, before, after }) => `${subject} is now sent in the ${after}, and no longer in the ${before}`,
    ({ after }) => `Send it in the ${after}.`,
  ),
  'parameter-style-changed': breaking(
    ({ subject, before, after }) => `${subject} was written as ${before} and is now written as ${after}`,
    'Write the value in the new way.',
  ),
  'parameter-deprecated': cosmetic(({ subject }) => `${subject} is now deprecated`, 'Plan to do without it.'),
  'parameter-undeprecated': cosmetic(({ subject }) => `${subject} is no longer deprecated`),
} as const;

export const MESSAGE_KINDS = {
  'request-body-removed': breaking(
    'The operation no longer accepts a body',
    'Stop sending one; it is ignored or rejected.',
  ),
  'request-body-added': additive('The operation now accepts a body, which is optional'),
  'required-request-body-added': breaking(
    'The operation now requires a body',
    'Send a body with every call.',
  ),
  'request-body-required': breaking(
    'The request body was optional and is now required',
    'Send a body with every call.',
  ),
  'request-body-optional': additive('The request body was required and is now optional'),
  'request-media-type-removed': breaking(
    ({ subject, name }) => `${subject} can no longer be ${name}`,
    ({ after }) => (after === '' ? 'Stop sending it.' : `Send ${after}.`),
  ),
  'request-media-type-added': additive(({ subject, name }) => `${subject} can now also be ${name}`),
  'request-encoding-changed': breaking(
    ({ subject, before, after }) => `${subject} was written as ${before} and is now written as ${after}`,
    'Write the field in the new way.',
  ),
  'reply-media-type-removed': breaking(
    ({ subject, name }) => `${subject} is no longer sent as ${name}`,
    ({ after }) => (after === '' ? 'Expect no body.' : `Read ${after}.`),
  ),
  'reply-media-type-added': additive(
    ({ subject, name }) => `${subject} can now also be ${name}`,
    'Nothing, if your client names in `Accept` what it reads.',
  ),
  'reply-removed': breaking(
    ({ subject }) => `${subject} is no longer sent`,
    ({ after }) => (after === '' ? 'Stop waiting for it.' : `Expect ${after} instead.`),
  ),
  'reply-status-changed': breaking(
    ({ before, after }) => `The status of success was ${before} and is now ${after}`,
    ({ after }) => `Expect ${after}.`,
  ),
  'reply-added': additive(
    ({ subject }) => `${subject} is new`,
    'Nothing, if your client looks at the status.',
  ),
  'error-reply-removed': additive(({ subject }) => `${subject} is no longer documented`),
  'reply-header-removed': breaking(({ subject }) => `${subject} is no longer sent`, 'Stop reading it.'),
  'reply-header-added': additive(({ subject }) => `${subject} is new`),
  'reply-header-optional': breaking(
    ({ subject }) => `${subject} was always sent and can now be missing`,
    'Handle replies without it.',
  ),
  'reply-header-required': additive(({ subject }) => `${subject} could be missing and is now always sent`),
} as const;
