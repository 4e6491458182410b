/** The methods that a path of an OpenAPI document can describe, as it writes them. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
