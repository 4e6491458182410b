/** What is found, with enough of it to work from. */
import { type Answer, type Call, isAnswer, type Silence } from './http.ts';
import { short } from './json.ts';

export interface Finding {
  readonly about: 'start' | 'refused' | 'passed' | 'unnamed' | 'walk' | 'reply' | 'slow' | 'silent';
  /** By which findings are counted together. */
  readonly kind: string;
  readonly operation: string;
  /** Where in the document. */
  readonly pointer: string;
  readonly detail: string;
  readonly request: string;
  readonly reply: string;
}

export const requestText = ({ method, path, headers, body }: Call): string => {
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return short(`${method} ${path} [${shown.join('; ')}] ${body ?? ''}`, 1500);
};

export const replyText = (answer: Answer | Silence): string => {
  if (!isAnswer(answer)) return answer.silent;
  const ours = Object.entries(answer.headers).filter(([name]) =>
    /^x-vendouble|^content-type|^location/.test(name),
  );
  return short(`${answer.status} [${ours.map((pair) => pair.join(': ')).join('; ')}] ${answer.text}`, 1500);
};
