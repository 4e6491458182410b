/** Options for behaviour on which the sources disagree. */
import type { Options } from '../../core/vendor.ts';

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    responseShape: {
      enum: ['documented', 'observed'],
      default: 'documented',
      description: 'The user object of the documentation, or the one that was seen on the wire.',
    },
    extraKeys: {
      enum: ['ignored', 'attributes'],
      default: 'ignored',
      description:
        'What version 1 makes of keys that are no standard attributes: nothing, or custom attributes.',
    },
    lenientBodies: {
      type: 'boolean',
      default: false,
      description:
        'Whether a form that is labelled as JSON is read as a form, as two samples of the documentation send it. The vendor refuses it.',
    },
  },
};

export const observes = ({ responseShape }: Options): boolean => responseShape === 'observed';

export const readsMislabelledForms = ({ lenientBodies }: Options): boolean => lenientBodies === true;

export const keepsExtraKeys = ({ extraKeys }: Options): boolean => extraKeys === 'attributes';
