/** Options for behaviour on which the sources disagree or say nothing. */
import type { Options } from '../../core/vendor.ts';

export interface Settings {
  /** `documented`: the user object of the API documentation. `current`: that of the help centre, which has more fields. */
  readonly userObject: 'documented' | 'current';
  /** Whether setting a user's first e-mail needs the API secret, as changing it does. */
  readonly firstEmailNeedsSecret: boolean;
}

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    userObject: { enum: ['documented', 'current'], default: 'documented' },
    firstEmailNeedsSecret: { type: 'boolean', default: false },
  },
};

export const settingsOf = (options: Options): Settings => ({
  userObject: options.userObject === 'current' ? 'current' : 'documented',
  firstEmailNeedsSecret: options.firstEmailNeedsSecret === true,
});
