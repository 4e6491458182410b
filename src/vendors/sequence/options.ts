import type { Options } from '../../core/vendor.ts';

/**
 * `refuse`: what the vendor answers to a wrong Bearer token. `drop`: the connection is closed without an answer, as
 * when the vendor's process exited over a wrong Basic token, a missing credential or one of another kind.
 */
export type WrongBasicToken = 'refuse' | 'drop';

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { wrongBasicToken: { enum: ['refuse', 'drop'], default: 'refuse' } },
};

export const wrongBasicToken = (options: Options): WrongBasicToken =>
  options.wrongBasicToken === 'drop' ? 'drop' : 'refuse';
