/** Variables that container platforms set by themselves, and that read like ours. */

/**
 * Kubernetes and Docker links set `VENDOUBLE_PORT=tcp://10.0.0.1:4010` in every container beside a service that is
 * named vendouble. It is no port, so it is ignored, with a sentence on standard error.
 */
export function ignoreServiceLinks(environment: NodeJS.ProcessEnv): void {
  const { VENDOUBLE_PORT: text = '' } = environment;
  if (!/^(tcp|udp|sctp):\/\//.test(text)) return;
  delete environment.VENDOUBLE_PORT;
  process.stderr.write(
    `vendouble: VENDOUBLE_PORT is ${text}, which Kubernetes and Docker set for a service named vendouble; it is ignored. Name the port with --port, or set enableServiceLinks: false\n`,
  );
}
