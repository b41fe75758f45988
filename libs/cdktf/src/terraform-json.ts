/**
 * The configuration that cdktf wrote, without its comments: they name construct paths and the version of the
 * library, which change when nothing that Terraform reads does.
 */
export function withoutComments(configuration: unknown): unknown {
  if (Array.isArray(configuration)) return configuration.map(withoutComments);
  if (typeof configuration !== 'object' || configuration === null) return configuration;
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([key, value]) =>
      key === '//' ? [] : [[key, withoutComments(value)]],
    ),
  );
}
