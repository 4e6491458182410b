/** Where the sources leave a choice that a user of the emulator may want to make otherwise. */
import type { Options } from '../../core/vendor.ts';

export interface Settings {
  /** `documented`: the user object of the API documentation. `current`: the one of the help centre, with all its fields. */
  readonly userObject: 'documented' | 'current';
  /** Whether giving a user its first e-mail counts as changing the e-mail. */
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
