/** Bodies that no vendor may store and no server may stumble over. */
import { gzipSync } from 'node:zlib';

export interface BadBody {
  readonly what: string;
  readonly body: string | Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who refuses: the vendor in its words, or the emulator with this code. */
  readonly refusedBy: 'vendor' | string;
  /** Whether a vendor with `lenient` reads it, as its own server does; its own tests say how. */
  readonly lenient?: true;
  /** Where it matters which refusal it is. */
  readonly status?: number;
}

const nested = (depth: number, open: string, close: string, leaf: string): string =>
  open.repeat(depth) + leaf + close.repeat(depth);

export const badBodies: readonly BadBody[] = [
  { what: 'JSON that is cut off', body: '{"name":"a"', refusedBy: 'vendor' },
  { what: 'a trailing comma', body: '{"name":"a",}', refusedBy: 'vendor' },
  { what: 'NaN', body: '{"age":NaN}', refusedBy: 'vendor' },
  { what: 'a comment', body: '{"name":"a" /* who */}', refusedBy: 'vendor' },
  {
    what: 'bytes that are not UTF-8',
    body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    refusedBy: 'vendor',
  },
  { what: 'a byte order mark', body: '\ufeff{"name":"a"}', refusedBy: 'vendor', lenient: true },
  {
    what: 'UTF-16',
    body: Buffer.from('{"name":"a"}', 'utf16le'),
    type: 'application/json; charset=utf-16',
    refusedBy: 'vendor',
  },
  {
    what: 'Latin-1',
    body: '{"name":"a"}',
    type: 'application/json; charset=iso-8859-1',
    refusedBy: 'vendor',
  },
  {
    what: 'a number beyond all numbers',
    body: '{"name":"a","age":1e400}',
    refusedBy: 'vendor',
    lenient: true,
  },
  {
    what: 'a number of a million digits',
    body: `{"name":"a","age":${'1'.repeat(1_000_000)}}`,
    refusedBy: 'vendor',
  },
  {
    what: 'a whole number that would be rounded',
    body: '{"name":"a","age":9007199254740993}',
    refusedBy: 'NUMBER',
  },
  {
    what: '__proto__ as a key',
    body: '{"name":"a","__proto__":{"polluted":true}}',
    refusedBy: 'FORBIDDEN_KEY',
  },
  {
    what: '__proto__ as an escaped key',
    body: '{"name":"a","\\u005f_proto__":{"polluted":true}}',
    refusedBy: 'FORBIDDEN_KEY',
  },
  {
    what: 'constructor.prototype',
    body: '{"constructor":{"prototype":{"polluted":true}}}',
    refusedBy: 'FORBIDDEN_KEY',
  },
  { what: '65 levels of objects', body: nested(65, '{"a":', '}', '1'), refusedBy: 'DEPTH' },
  {
    what: '6,000 levels of objects around a mistake',
    body: nested(6_000, '{"a":', '}', 'null'),
    refusedBy: 'DEPTH',
  },
  { what: '40,000 levels of arrays', body: nested(40_000, '[', ']', ''), refusedBy: 'DEPTH' },
  {
    what: '2,000 keys in one object',
    body: `{${Array.from({ length: 2_000 }, (_, index) => `"k${index}":1`).join()}}`,
    refusedBy: 'KEYS',
  },
  { what: 'a repeated key', body: '{"name":"a","name":"b"}', refusedBy: 'DUPLICATE_KEY' },
  {
    what: 'more bytes than the vendor takes',
    body: `{"name":"${'a'.repeat(3 * 1024 * 1024)}"}`,
    refusedBy: 'vendor',
  },
  {
    what: 'a gzip bomb',
    body: gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20)),
    headers: { 'content-encoding': 'gzip' },
    refusedBy: 'vendor',
    status: 413,
  },
  {
    what: 'gzip that is cut off',
    body: gzipSync('{"name":"a"}').subarray(0, 12),
    headers: { 'content-encoding': 'gzip' },
    refusedBy: 'vendor',
    status: 400,
  },
  {
    what: 'gzip that is none',
    body: '{"name":"a"}',
    headers: { 'content-encoding': 'gzip' },
    refusedBy: 'vendor',
    status: 400,
  },
  {
    what: 'gzip in gzip',
    body: gzipSync(gzipSync('{"name":"a"}')),
    headers: { 'content-encoding': 'gzip, gzip' },
    refusedBy: 'vendor',
    status: 415,
  },
  {
    what: 'an unknown encoding',
    body: '{"name":"a"}',
    headers: { 'content-encoding': 'snappy' },
    refusedBy: 'vendor',
    status: 415,
  },
  {
    what: 'a broken escape in a form',
    body: 'name=%zz',
    type: 'application/x-www-form-urlencoded',
    lenient: true,
    refusedBy: 'vendor',
  },
];
