/** The documents that are read, by their paths in `node_modules`: APIs that somebody serves, and the standard's corners. */

const github = ['api.github.com', 'ghec', 'ghes-3.17', 'ghes-3.18', 'ghes-3.19'];
const washington = [
  'wsdot-border-crossings',
  'wsdot-highway-alerts',
  'wsdot-mountain-pass-conditions',
  'wsdot-toll-rates',
  'wsdot-traffic-flow',
  'wsdot-weather-stations',
  'wsf-fares',
  'wsf-schedule',
  'wsf-terminals',
];
const examples = [
  '2.0/json/api-with-examples',
  '2.0/json/petstore',
  '2.0/json/petstore-expanded',
  '2.0/yaml/petstore',
  '3.0/json/callbacks',
  '3.0/json/circular-paths',
  '3.0/json/discriminators',
  '3.0/json/file-uploads',
  '3.0/json/parameters-style',
  '3.0/json/polymorphism',
  '3.0/json/readme-legacy',
  '3.0/json/response-http-behavior',
  '3.0/json/schema-circular',
  '3.0/json/star-trek',
  '3.0/json/uspto',
  '3.1/json/petstore',
  '3.1/json/readme',
  '3.1/json/schema-validation-local',
  '3.1/json/train-travel',
  '3.1/yaml/train-travel',
];

export const DOCUMENTS: readonly string[] = [
  ...github.map((name) => `@octokit/openapi/generated/${name}.json`),
  '@netlify/open-api/dist/swagger.json',
  '@figma/rest-api-spec/openapi/openapi.yaml',
  ...washington.map((name) => `ws-dottie/dist/openapi/${name}.json`),
  ...examples.map((name) => `@readme/oas-examples/${name}.${name.includes('/json/') ? 'json' : 'yaml'}`),
];
