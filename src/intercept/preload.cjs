/**
 * Loaded into Node programs by `--require`, so that connections to hosts of vendors lead to the emulator. It has no
 * dependencies, reads no file, prints nothing and never throws: a program must not notice it.
 *
 * Every client of Node ends in `net.Socket.prototype.connect`: http, https, http2, `fetch`, undici and what is built on
 * them, with agents and pools of their own. Only where a connection leads is changed. TLS, its server name and the
 * client's own code stay as they are.
 *
 * @typedef {object} InterceptSettings
 * @property {string} host where the emulator listens
 * @property {number} proxy port of the proxy, which answers questions
 * @property {number} tls port for https
 * @property {number} plain port for http
 * @property {readonly (readonly [scheme: string, name: string, port: number])[]} hosts of the vendors
 * @property {'public' | 'all' | null} guard whether other calls must be asked about
 *
 * @typedef {{ host?: string | null, port?: number | string, path?: string, servername?: string }} Target
 */
// @ts-check
'use strict';

const VARIABLE = 'VENDOUBLE_INTERCEPT';
/** Ports of http and https. */
const WEB = [80, 443];
/** Connections of the emulator itself are marked with this: it keeps an AsyncLocalStorage there. */
const OWN = Symbol.for('vendouble.own-connections');
/** The emulator's own program takes the interception of its process back with this. */
const UNDO = Symbol.for('vendouble.uninstall');
/** How long the emulator may take to say where a connection leads, in milliseconds. */
const PATIENCE = 5_000;

/** @type {(name: string) => boolean} */
const isLoopback = (name) => name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);

/** @type {(pattern: string, name: string) => boolean} */
const matches = (pattern, name) =>
  pattern === name ||
  (pattern.includes('*') &&
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`).test(name));

/**
 * What `connect` was called with: options, port and host, a path, or the list that Node makes of them.
 *
 * @param {any[]} args
 * @returns {{ target: Target, put: (changed: Target) => any[] } | undefined}
 */
function targetOf(args) {
  const [first, second] = args;
  if (Array.isArray(first)) {
    const inner = targetOf(first);
    // Node marks its own list with a symbol, and passes it on unseen.
    return inner && { target: inner.target, put: (changed) => [Object.assign(first, inner.put(changed))] };
  }
  if (typeof first === 'object' && first !== null)
    return { target: first, put: (changed) => [{ ...first, ...changed }, ...args.slice(1)] };
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) {
    const host = typeof second === 'string' ? second : undefined;
    const rest = args.slice(host === undefined ? 1 : 2);
    return {
      target: host === undefined ? { port: first } : { port: first, host },
      put: (changed) => [{ port: first, host, ...changed }, ...rest],
    };
  }
  return undefined;
}

/** The program and the line of it that calls, as far as is known. @returns {string} */
function callerOf() {
  const holder = { stack: '' };
  Error.captureStackTrace(holder, callerOf);
  const place = holder.stack
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(/^at /, ''))
    .find((line) => !line.includes('node:') && !line.includes(__filename) && !line.includes('node_modules'));
  const program = [process.argv0, ...process.argv.slice(1, 2)].join(' ');
  return `${program} (pid ${process.pid})${place === undefined ? '' : ` at ${place}`}`;
}

/** The world that the proxy's user names. @returns {string} */
function worldOf() {
  const { HTTPS_PROXY = '', https_proxy = '' } = process.env;
  const user = /^https?:\/\/([^@:/]+)(?::[^@/]*)?@/;
  return (user.exec(HTTPS_PROXY) ?? user.exec(https_proxy))?.[1] ?? '';
}

/**
 * @param {InterceptSettings} settings
 * @returns {() => void} takes it back
 */
function install(settings) {
  const net = require('node:net');
  /** @type {(this: import('node:net').Socket, ...args: any[]) => import('node:net').Socket} */
  const connect = net.Socket.prototype.connect;

  /**
   * Connections that lead to the emulator. Clients keep them for later calls, which must not reach it once this is taken back.
   *
   * @type {Set<import('node:net').Socket>}
   */
  const led = new Set();

  /** @type {(scheme: string, name: string, port: number) => boolean} */
  const isServed = (scheme, name, port) =>
    settings.hosts.some(([s, pattern, p]) => s === scheme && p === port && matches(pattern, name));

  /**
   * Asks the emulator where a connection leads.
   *
   * @param {Record<string, string>} question
   * @param {(answer: { port?: number, refused?: string }) => void} then
   */
  const ask = (question, then) => {
    const socket = new net.Socket();
    let text = '';
    let done = false;
    /** @type {(answer: { port?: number, refused?: string }) => void} */
    const answer = (value) => {
      if (done) return;
      done = true;
      socket.destroy();
      then(value);
    };
    const silent = { refused: 'vendouble does not answer; is it still running?' };
    socket.setTimeout(PATIENCE, () => answer(silent));
    socket.on('error', () => answer(silent));
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('end', () => {
      try {
        answer(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)));
      } catch {
        answer(silent);
      }
    });
    const query = new URLSearchParams(question);
    connect.call(socket, { host: settings.host, port: settings.proxy });
    socket.write(
      `GET /__vendouble/route?${query} HTTP/1.0\r\nhost: ${settings.host}:${settings.proxy}\r\n\r\n`,
    );
  };

  /**
   * @param {import('node:net').Socket} socket
   * @param {any[]} args
   * @returns {import('node:net').Socket | undefined} nothing where the connection is none of ours
   */
  const redirected = (socket, args) => {
    /** @type {{ getStore(): unknown } | undefined} */
    const own = Reflect.get(globalThis, OWN);
    if (own?.getStore() !== undefined) return undefined;
    const found = targetOf(args);
    if (found === undefined || found.target.path) return undefined;
    const { target, put } = found;
    /** @type {(text: string) => string} */
    const plain = (text) => text.toLowerCase().replace(/\.$/, '');
    const host = plain(String(target.host ?? 'localhost'));
    const port = Number(target.port);
    if (isLoopback(host)) return undefined;
    // A client that looked the address up by itself still says in TLS whom it means.
    const name = plain(target.servername || host);
    const scheme = ['https', 'http'].find((one) => isServed(one, name, port));
    const world = scheme === undefined ? '' : worldOf();
    const asks = settings.guard === 'all' || (settings.guard === 'public' && WEB.includes(port));
    if (scheme === undefined ? !asks && !(WEB.includes(port) && isNamed(name)) : false) return undefined;
    /** @type {(to: number) => import('node:net').Socket} */
    const lead = (to) => {
      led.add(socket);
      socket.once('close', () => led.delete(socket));
      return connect.apply(socket, put({ host: settings.host, port: to }));
    };
    if (scheme !== undefined && world === '') return lead(scheme === 'https' ? settings.tls : settings.plain);
    // As it is while Node looks up a name.
    Reflect.set(socket, 'connecting', true);
    ask({ host: name, port: String(port), world, caller: callerOf() }, (answer) => {
      if (socket.destroyed) return;
      if (answer.refused !== undefined) {
        const error = Object.assign(new Error(answer.refused), { code: 'ERR_VENDOUBLE_REFUSED' });
        return void socket.destroy(error);
      }
      if (answer.port === undefined) connect.apply(socket, args);
      else lead(answer.port);
    });
    return socket;
  };

  /** Whether a host belongs to a vendor, on whatever port. @type {(name: string) => boolean} */
  const isNamed = (name) => settings.hosts.some(([, pattern]) => matches(pattern, name));

  /** @this {import('node:net').Socket} @param {any[]} args */
  function interceptedConnect(...args) {
    let result;
    try {
      result = redirected(this, args);
    } catch {
      result = undefined;
    }
    return result ?? connect.apply(this, args);
  }
  net.Socket.prototype.connect = interceptedConnect;
  return () => {
    if (net.Socket.prototype.connect === interceptedConnect) net.Socket.prototype.connect = connect;
    for (const socket of led) socket.destroy();
  };
}

/** Node before 22.19 and 24.5 has no other way to trust a certificate while it runs. */
function trust(/** @type {string} */ certificate) {
  const tls = require('node:tls');
  if (tls.setDefaultCACertificates !== undefined && tls.getCACertificates !== undefined) {
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...before, certificate]);
    return () => tls.setDefaultCACertificates(before);
  }
  const create = tls.createSecureContext;
  /** @type {typeof create} */
  const trusting = (options) => {
    const made = create(options);
    if (options?.ca === undefined) made.context.addCACert(certificate);
    return made;
  };
  Reflect.set(tls, 'createSecureContext', trusting);
  return () => Reflect.set(tls, 'createSecureContext', create);
}

const given = process.env[VARIABLE];
if (given !== undefined && given !== '') {
  try {
    Reflect.set(globalThis, UNDO, install(JSON.parse(given)));
  } catch {
    // A program must not end because of this.
  }
}

module.exports = { install, trust };
