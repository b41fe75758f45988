import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgresqlProgram } from './postgresql-programs';
import { makeCertificates, type TestCertificates } from './test-certificates';
import { unprivilegedUser, type UserIds } from './unprivileged-user';

const startDeadlineMs = 30_000;

/** Only over TLS and only with a password, like RDS with `rds.force_ssl`. */
const clientAuthentication = ['127.0.0.1/32', '::1/128']
  .map((address) => `hostssl all all ${address} scram-sha-256\n`)
  .join('');

/** A PostgreSQL server for one test: on loopback, with TLS, and with every statement in its log. */
export class PostgresqlServer {
  readonly host = 'localhost';
  /** The superuser. */
  readonly username = 'postgres';
  readonly password = 'superuser-of-a-test';
  readonly database = 'postgres';

  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    readonly port: number,
    readonly certificates: TestCertificates,
  ) {}

  /** @throws BulkheadError `PostgresqlMissing` */
  static async start(): Promise<PostgresqlServer> {
    const programs = { initdb: findPostgresqlProgram('initdb'), postgres: findPostgresqlProgram('postgres') };
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-postgresql-'));
    const certificates = makeCertificates(folder);
    const port = await freePort();
    const user = unprivilegedUser();
    const data = join(folder, 'data');
    writeFileSync(join(folder, 'password'), 'superuser-of-a-test');
    writeFileSync(join(folder, 'pg_hba.conf'), clientAuthentication);
    giveTo(user, folder);
    const asUser = { cwd: folder, ...user };
    const init = [
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ];
    execFileSync(programs.initdb, [`--pgdata=${data}`, `--pwfile=${join(folder, 'password')}`, ...init], {
      ...asUser,
      stdio: 'pipe',
    });
    const settings = {
      listen_addresses: 'localhost',
      port,
      unix_socket_directories: '',
      hba_file: join(folder, 'pg_hba.conf'),
      ssl: 'on',
      ssl_cert_file: certificates.certificateFile,
      ssl_key_file: certificates.keyFile,
      fsync: 'off',
      log_statement: 'all',
      log_connections: 'on',
      log_min_error_statement: 'debug5',
    };
    const log = openSync(join(folder, 'log'), 'a');
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(programs.postgres, ['-D', data, ...args], { ...asUser, stdio: ['ignore', log, log] });
    closeSync(log);
    const server = new PostgresqlServer(folder, child, port, certificates);
    await server.untilReady();
    return server;
  }

  /** Everything that the server has written, including the text of each statement. */
  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      // An immediate shutdown, which does not wait for clients.
      this.process.kill('SIGQUIT');
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    for (const end = Date.now() + startDeadlineMs; Date.now() < end; await sleep(50)) {
      if (this.log().includes('database system is ready to accept connections')) return;
      if (this.process.exitCode !== null) break;
    }
    const log = this.log();
    await this.stop();
    throw new Error(`PostgreSQL did not start:\n${log}`);
  }
}

/** PostgreSQL refuses a key that others can read. */
function giveTo(user: UserIds | undefined, folder: string): void {
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
    chmodSync(path, path === folder ? 0o700 : 0o600);
    if (user) chownSync(path, user.uid, user.gid);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
