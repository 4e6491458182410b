/** What of Intercom can be chosen; each option stands for a difference between workspaces or between sources. */
import type { Options } from '../../vendor.ts';

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    /** The API version of the app, for requests that do not name one. */
    apiVersion: { enum: ['1.0'], default: '1.0' },
  },
};

export const apiVersion = (options: Options): string => String(options.apiVersion ?? '1.0');
