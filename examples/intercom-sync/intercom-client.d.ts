/** Version 2 of the client has no types: here is what the example uses of it. */
declare module 'intercom-client' {
  export interface User {
    readonly user_id: string;
    readonly email: string | null;
  }

  export interface Page {
    readonly body: { readonly users: readonly User[]; readonly pages: { readonly next: string | null } };
  }

  export class Client {
    constructor(credentials: { readonly token?: string });
    useRequestOpts(options: { readonly baseUrl: string }): this;
    readonly users: {
      create(user: object): Promise<{ readonly body: User }>;
      find(by: object): Promise<{ readonly body: User }>;
      listBy(parameters: object): Promise<Page>;
    };
    nextPage(pages: Page['body']['pages']): Promise<Page>;
  }

  const intercom: { readonly Client: typeof Client };
  export default intercom;
}
