/** Options for differences between workspaces, or between sources. */
import type { Options } from '../../core/vendor.ts';

/** The versions with users; 2.0 replaced users with contacts. */
export const API_VERSIONS: readonly string[] = ['1.0', '1.1', '1.2', '1.3', '1.4'];

export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    /** The API version of the app, for requests that do not name one. */
    apiVersion: { enum: API_VERSIONS, default: '1.0' },
  },
};

export const apiVersion = (options: Options): string => String(options.apiVersion ?? '1.0');
