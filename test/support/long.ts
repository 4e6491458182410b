/** Whether tests take their long form, which `npm run test:long` asks for. */
export const isLong = process.env.VENDOUBLE_LONG === '1';
