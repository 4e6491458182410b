/** What a request asks for, before anybody looks at whether it is there. */
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { refuseTooManyFields } from './parse-body.ts';

/** Most bytes of path and query. No vendor is known to say where it stops; servers in front of one commonly stop here. */
const LONGEST = 8 * 1024;

/** Why no vendor gets to see the request: cut to what fits, it would be another one. */
export function refuseTarget(path: string, query: string): Refusal | undefined {
  const bytes = path.length + query.length;
  return bytes > LONGEST
    ? refusal(
        'URL_LENGTH',
        414,
        `path and query have ${bytes} bytes, and ${LONGEST} are taken; send what is long in a body`,
      )
    : refuseTooManyFields(query, 'query');
}
