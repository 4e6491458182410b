/** Kinds of change of a value that is sent or received: its type, its values, its properties. */
import { additive, breaking, cosmetic, type Facts } from './kinds.ts';

const accepted = ({ subject, before, after }: Facts): string =>
  `${subject} accepted ${before} and now accepts ${after}`;

const sent = ({ subject, before, after }: Facts): string =>
  `${subject} was ${before} and can now be ${after}`;

const become = ({ subject, before, after }: Facts): string => `${subject} was ${before} and is now ${after}`;

const bounded = ({ subject, name, before, after }: Facts): string =>
  `the ${name} of ${subject} was ${before} and is now ${after}`;

const sendOnly = ({ after }: Facts): string => `Send only ${after}.`;

const renamed = ({ after }: Facts): string =>
  after === '' ? '' : `; it looks as if it were renamed to \`${after}\``;

/** What a consumer sends: it may be asked for less, never for more. */
export const REQUEST_KINDS = {
  'request-type-narrowed': breaking(accepted, sendOnly),
  'request-type-widened': additive(accepted),
  'request-type-changed': breaking(accepted, sendOnly),
  'request-format-narrowed': breaking(accepted, sendOnly),
  'request-format-widened': additive(accepted),
  'request-format-changed': breaking(accepted, sendOnly),
  'request-null-forbidden': breaking(
    ({ subject }) => `${subject} can no longer be null`,
    'Leave it out, or send a value.',
  ),
  'request-null-allowed': additive(({ subject }) => `${subject} can now be null`),
  'request-enum-value-removed': breaking(
    ({ subject, name }) => `${subject} no longer accepts the value ${name}`,
    ({ after }) => `Send one of ${after}.`,
  ),
  'request-enum-value-added': additive(
    ({ subject, name }) => `${subject} now also accepts the value ${name}`,
  ),
  'request-enum-added': breaking(
    ({ subject, after }) => `${subject} accepted any value and now accepts only ${after}`,
    ({ after }) => `Send one of ${after}.`,
  ),
  'request-enum-lifted': additive(
    ({ subject, before }) => `${subject} accepted only ${before} and now accepts any value`,
  ),
  'request-bound-tightened': breaking(bounded, ({ name, after }) => `Keep to the ${name} ${after}.`),
  'request-bound-loosened': additive(bounded),
  'request-pattern-added': breaking(accepted, sendOnly),
  'request-pattern-changed': breaking(accepted, sendOnly),
  'request-pattern-removed': additive(accepted),
  'request-property-removed': breaking(
    (facts) => `${facts.subject} was removed${renamed(facts)}`,
    'Stop sending it; it is ignored or rejected.',
  ),
  'request-property-added': additive(({ subject }) => `${subject} is new and optional`),
  'required-request-property-added': breaking(
    ({ subject }) => `${subject} is new and required`,
    'Send it with every call.',
  ),
  'request-property-required': breaking(
    ({ subject }) => `${subject} was optional and is now required`,
    'Send it with every call.',
  ),
  'request-property-optional': additive(({ subject }) => `${subject} was required and is now optional`),
  'request-property-read-only': breaking(
    ({ subject }) => `${subject} is now read-only`,
    'Stop sending it; the server ignores it.',
  ),
  'request-property-writable': additive(({ subject }) => `${subject} is no longer read-only`),
  'request-properties-closed': breaking(
    ({ subject }) => `${subject} no longer accepts properties that are not documented`,
    'Send only documented properties.',
  ),
  'request-properties-opened': additive(
    ({ subject }) => `${subject} now accepts properties that are not documented`,
  ),
  'request-alternative-removed': breaking(
    ({ subject, name }) => `${subject} can no longer be ${name}`,
    'Send one of the alternatives that are left.',
  ),
  'request-alternative-added': additive(({ subject, name }) => `${subject} can now also be ${name}`),
  'request-discriminator-changed': breaking(
    ({ subject, before, after }) =>
      `the discriminator of ${subject} was \`${before}\` and is now \`${after}\``,
    ({ after }) => `Name the alternative in \`${after}\`.`,
  ),
  'request-discriminator-value-removed': breaking(
    ({ subject, name, before }) =>
      `the value ${name} of \`${before}\` no longer names an alternative of ${subject}`,
    'Send another value.',
  ),
  'request-discriminator-value-added': additive(
    ({ subject, name, after }) =>
      `the value ${name} of \`${after}\` now also names an alternative of ${subject}`,
  ),
  'request-rule-added': breaking(
    ({ subject, name }) => `${subject} must now keep to the rule \`${name}\``,
    'Send only what the rule allows.',
  ),
  'request-rule-changed': breaking(
    ({ subject, name }) => `the rule \`${name}\` of ${subject} is another`,
    'Send only what the new rule allows.',
  ),
  'request-rule-removed': additive(({ subject, name }) => `${subject} is free of the rule \`${name}\``),
  'request-default-changed': breaking(
    ({ subject, before, after }) =>
      `${subject}, when left out, defaulted to ${before} and now defaults to ${after}`,
    ({ before }) => `Send the value that you mean${before === 'nothing' ? '' : `, ${before}`}.`,
  ),
} as const;

/** What a consumer receives: it may be promised more, never less. */
export const REPLY_KINDS = {
  'reply-type-narrowed': additive(become),
  'reply-type-widened': breaking(sent, 'Handle the new type.'),
  'reply-type-changed': breaking(become, 'Read the new type.'),
  'reply-format-narrowed': additive(become),
  'reply-format-widened': breaking(sent, 'Handle values that are not in the old format.'),
  'reply-format-changed': breaking(become, 'Read the new format.'),
  'reply-null-forbidden': additive(({ subject }) => `${subject} is no longer null`),
  'reply-null-allowed': breaking(({ subject }) => `${subject} can now be null`, 'Handle null.'),
  'reply-enum-value-removed': additive(({ subject, name }) => `${subject} is no longer ${name}`),
  'reply-enum-value-added': breaking(
    ({ subject, name }) => `${subject} can now also be ${name}`,
    'Handle the new value, or any that you do not know.',
  ),
  'reply-enum-added': additive(({ subject, after }) => `${subject} is now one of ${after}`),
  'reply-enum-lifted': breaking(
    ({ subject, before }) => `${subject} was one of ${before} and can now be any value`,
    'Handle values that you do not know.',
  ),
  'reply-bound-tightened': additive(bounded),
  'reply-bound-loosened': breaking(bounded, 'Handle values beyond the old bound.'),
  'reply-pattern-added': additive(become),
  'reply-pattern-changed': breaking(become, 'Handle values that do not match the old pattern.'),
  'reply-pattern-removed': breaking(become, 'Handle values that do not match the old pattern.'),
  'reply-property-removed': breaking(
    (facts) => `${facts.subject} is no longer sent${renamed(facts)}`,
    ({ after }) => (after === '' ? 'Stop reading it.' : `Read \`${after}\`.`),
  ),
  'reply-property-added': additive(({ subject }) => `${subject} is new`),
  'reply-property-optional': breaking(
    ({ subject }) => `${subject} was always sent and can now be missing`,
    'Handle replies without it.',
  ),
  'reply-property-required': additive(({ subject }) => `${subject} could be missing and is now always sent`),
  'reply-properties-closed': additive(({ subject }) => `${subject} has only documented properties now`),
  'reply-properties-opened': additive(
    ({ subject }) => `${subject} can now have properties that are not documented`,
    'Nothing, if your client ignores properties that it does not know.',
  ),
  'reply-alternative-removed': additive(({ subject, name }) => `${subject} is no longer ${name}`),
  'reply-alternative-added': breaking(
    ({ subject, name }) => `${subject} can now also be ${name}`,
    'Handle the new alternative.',
  ),
  'reply-discriminator-changed': breaking(
    ({ subject, before, after }) =>
      `the discriminator of ${subject} was \`${before}\` and is now \`${after}\``,
    ({ after }) => `Look at \`${after}\` to choose.`,
  ),
  'reply-discriminator-value-removed': additive(
    ({ subject, name, before }) =>
      `the value ${name} of \`${before}\` no longer names an alternative of ${subject}`,
  ),
  'reply-discriminator-value-added': breaking(
    ({ subject, name, after }) =>
      `the value ${name} of \`${after}\` now also names an alternative of ${subject}`,
    'Handle the new value.',
  ),
  'reply-rule-added': additive(({ subject, name }) => `${subject} now keeps to the rule \`${name}\``),
  'reply-rule-changed': breaking(
    ({ subject, name }) => `the rule \`${name}\` of ${subject} is another`,
    'Handle what the new rule allows.',
  ),
  'reply-rule-removed': breaking(
    ({ subject, name }) => `${subject} no longer keeps to the rule \`${name}\``,
    'Handle what the rule forbade.',
  ),
} as const;

export const PROPERTY_KINDS = {
  'property-deprecated': cosmetic(({ subject }) => `${subject} is now deprecated`, 'Plan to do without it.'),
  'property-undeprecated': cosmetic(({ subject }) => `${subject} is no longer deprecated`),
  'discriminator-added': cosmetic(
    ({ subject, after }) => `${subject} now has the discriminator \`${after}\``,
  ),
  'discriminator-removed': cosmetic(
    ({ subject, before }) => `${subject} no longer has the discriminator \`${before}\``,
    'Choose the alternative by its properties.',
  ),
} as const;
