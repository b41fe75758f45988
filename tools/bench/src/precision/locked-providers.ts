/**
 * Version of each provider in a Terraform lock file, by address. The checksums say which archives of that version
 * are genuine, not which version it is: one for a further platform changes nothing that is deployed.
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
