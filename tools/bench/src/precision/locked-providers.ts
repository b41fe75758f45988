/**
 * Version of each provider in a Terraform lock file, by address. The checksums do not count: they say which archives of
 * a version are genuine. A checksum for another platform does not change the deployment.
 */
export function lockedProviders(lock: string): Record<string, string> {
  const blocks = lock.matchAll(/^provider "([^"]+)" \{\n(.*?)^\}/gms);
  return Object.fromEntries(
    [...blocks].map(([, address = '', body = '']) => [
      address,
      /^\s*version\s*=\s*"([^"]+)"/m.exec(body)?.[1] ?? '',
    ]),
  );
}
