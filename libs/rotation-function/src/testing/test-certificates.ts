import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a server's certificate, and of the authority that issued it. */
export interface TestCertificates {
  /** The authority's certificate, as PEM. */
  readonly authority: string;
  /** Absolute path of the authority's certificate. */
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Creates an authority and a certificate for `localhost` from it, with the openssl that PostgreSQL installs. */
export function makeCertificates(folder: string): TestCertificates {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  const days = ['-days', '2'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    ...days,
    '-subj',
    '/CN=Authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  writeFileSync(file('server.ext'), 'subjectAltName=DNS:localhost\n');
  const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'];
  const what = ['-in', 'server.csr', '-extfile', 'server.ext', '-out', 'server.crt'];
  openssl('x509', '-req', ...authority, ...what, ...days);
  return {
    authority: readFileSync(file('ca.crt'), 'utf8'),
    authorityFile: file('ca.crt'),
    certificateFile: file('server.crt'),
    keyFile: file('server.key'),
  };
}
