/** The methods that a path of an OpenAPI document can describe, in lower case as the document writes them. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
