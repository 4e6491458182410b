/** `vendouble/testcontainers`: the image, started by Testcontainers and ready when it says so. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  AbstractStartedContainer,
  GenericContainer,
  getContainerRuntimeClient,
  type StartedTestContainer,
  Wait,
} from 'testcontainers';
import type { WorldOptions, WorldView } from '../control/types.ts';
import { createToken } from '../core/ids.ts';

const PORT = 4010;
const SPECS = '/specs';
const ANYONE_READS = 0o644;

/** A container that is ready. */
export class StartedVendoubleContainer extends AbstractStartedContainer {
  /** Token of the control plane. */
  readonly adminToken: string;
  readonly #origin: string;
  #urls: Readonly<Record<string, string>> = {};

  constructor(started: StartedTestContainer, adminToken: string) {
    super(started);
    this.adminToken = adminToken;
    this.#origin = `http://${this.getHost()}:${this.getMappedPort(PORT)}`;
  }

  /** Asks which vendors there are. */
  async open(): Promise<this> {
    const { vendors } = (await this.#control('GET', '/vendors')) as {
      readonly vendors: readonly { readonly name: string; readonly url: string }[];
    };
    this.#urls = this.#mapped(Object.fromEntries(vendors.map(({ name, url }) => [name, url])));
    return this;
  }

  /**
   * @param vendor the address of all when absent
   * @returns an address for clients that run outside of the container's network
   * @throws {Error} for a vendor that is not served
   */
  url(vendor?: string): string {
    const url = vendor === undefined ? this.#origin : this.#urls[vendor];
    if (url !== undefined) return url;
    throw new Error(
      `the vendor ${vendor} is not served in this container; there are ${Object.keys(this.#urls).join(', ')}`,
    );
  }

  /** @throws {Error} with what the control plane answered, such as for a scenario that does not exist */
  async createWorld(options: WorldOptions = {}): Promise<WorldView> {
    const world = (await this.#control('POST', '/worlds', options)) as WorldView;
    return { ...world, urls: this.#mapped(world.urls) };
  }

  /** The control plane knows the addresses inside of the container. */
  #mapped(urls: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const outside = (url: string): string => this.#origin + url.slice(new URL(url).origin.length);
    return Object.fromEntries(Object.entries(urls).map(([vendor, url]) => [vendor, outside(url)]));
  }

  async #control(method: string, path: string, body?: object): Promise<unknown> {
    const reply = await fetch(`${this.#origin}/__admin${path}`, {
      method,
      headers: { authorization: `Bearer ${this.adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} /__admin${path} was answered with ${reply.status}: ${text}`);
    return JSON.parse(text);
  }
}

/**
 * A container with the emulator.
 *
 * ```ts
 * await using vendouble = await new VendoubleContainer().withDocument('./openapi.yaml').start();
 * const world = await vendouble.createWorld();
 * process.env.API_URL = world.urls.openapi;
 * ```
 */
export class VendoubleContainer extends GenericContainer {
  readonly #adminToken = createToken();
  readonly #served: string[] = [];

  constructor(image = 'vendouble') {
    super(image);
    this.withExposedPorts(PORT);
    this.withWaitStrategy(
      Wait.forHttp('/__admin/health', PORT, { abortOnContainerExit: true }).forStatusCode(200),
    );
  }

  /** Built-in vendors to serve. Without vendors and documents, all built-in ones are served. */
  withVendors(...vendors: readonly string[]): this {
    this.#served.push(...vendors);
    return this;
  }

  /**
   * An OpenAPI document to serve, besides those named before. Files that it refers to are copied by
   * `withCopyDirectoriesToContainer`, to `/specs`.
   *
   * @throws {Error} for a file that does not exist, and for a second one of the same name
   */
  withDocument(path: string): this {
    const target = `${SPECS}/${basename(path)}`;
    if (!existsSync(path)) throw new Error(`file not found: ${path}`);
    if (this.#served.includes(target))
      throw new Error(`two documents are called ${basename(path)}; give one another name`);
    this.#served.push(target);
    return this.withCopyFilesToContainer([{ source: resolve(path), target, mode: ANYONE_READS }]);
  }

  protected override async beforeContainerCreated(): Promise<void> {
    // The names by which this process and other containers call it.
    const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
    const named = this.environment.VENDOUBLE_ALLOWED_HOSTS;
    const names = [...(named === undefined ? [] : [named]), host, ...this.networkAliases];
    this.withEnvironment({
      VENDOUBLE_ADMIN_TOKEN: this.#adminToken,
      VENDOUBLE_ALLOWED_HOSTS: names.join(','),
    });
    if (this.#served.length > 0) this.withCommand(['start', ...this.#served]);
  }

  override async start(): Promise<StartedVendoubleContainer> {
    const started = await super.start();
    return new StartedVendoubleContainer(started, this.#adminToken).open();
  }
}
