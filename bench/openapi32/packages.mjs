/** What is installed in this folder alone: two clients, and the judge. */

export { validate } from '@hyperjump/json-schema/openapi-3-2';
export { default as axios } from 'axios';
export { request } from 'undici';
