/** The published client has no types: here is what the example uses of it. */
declare module '@engage_so/js' {
  type Reply = { readonly uid: string } | { readonly status: string } | { readonly error: string };

  const Engage: {
    init(credentials: { readonly key?: string; readonly secret?: string }): void;
    identify(user: object): Promise<Reply>;
    track(user: string, event: object): Promise<Reply>;
  };
  export default Engage;
}
