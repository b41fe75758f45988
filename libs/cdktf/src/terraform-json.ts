/**
 * The configuration from cdktf without its comments. They contain construct paths and the version of the library, which
 * change even if nothing changes for Terraform.
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
