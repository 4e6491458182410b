import type { Options } from '../../core/vendor.ts';

/**
 * `refuse`: the reply to a wrong Bearer token. `drop`: the connection is closed without a reply, as
 * when the vendor's process exited because of a wrong Basic token, a missing credential or another scheme.
 */
export type WrongBasicToken = 'refuse' | 'drop';

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { wrongBasicToken: { enum: ['refuse', 'drop'], default: 'refuse' } },
};

export const wrongBasicToken = (options: Options): WrongBasicToken =>
  options.wrongBasicToken === 'drop' ? 'drop' : 'refuse';
