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
  },
};

export const observes = ({ responseShape }: Options): boolean => responseShape === 'observed';

export const keepsExtraKeys = ({ extraKeys }: Options): boolean => extraKeys === 'attributes';
