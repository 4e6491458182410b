/** Names whose values are secrets or personal, whatever they look like. */

const WORDS = [
  'passw(?:or)?d',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'jwt',
  'bearer',
  'api[-_ ]?key',
  '(?:access|account|private|client|signing|encryption|master|license|auth|shared|subscription)[-_ ]?key',
  'authori[sz]ation',
  'credential',
  'signature',
  'cookie',
  'session',
  'csrf',
  'xsrf',
  'one[-_ ]?time',
  'phone',
  'mobile',
  'e?mail(?:[-_ ]?address)?$',
  'card[-_ ]?num',
  'account[-_ ]?num',
  'iban',
  'passport',
  'social[-_ ]?security',
];
const SHORT = ['auth', 'key', 'sig', 'otp', 'pin', 'cvv', 'cvc', 'ssn', 'sid', 'tel', 'pass', 'pan'];

const SECRET_NAME = new RegExp(`${WORDS.join('|')}|(?:^|[-_ .])(?:${SHORT.join('|')})$`, 'i');
/** A number is a secret only by these: `tokens_left` and `session_count` are not. */
const SECRET_NUMBER =
  /passw|pwd|pass$|secret|pin$|otp$|cvv$|cvc$|ssn$|phone|mobile|card[-_ ]?num|account[-_ ]?num|social/i;

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);
export const isSecretNumber = (name: string): boolean => SECRET_NUMBER.test(name);
