import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationFile } from './configuration-file';
import { providerSource } from './provider-source';

/**
 * A provider that listens like the real one, and prints its address. Its schema has no types. It fails each other call
 * with the status of gRPC that the call's path names, such as `/status/5`, never answers `/hang`, or gives back what
 * it was sent.
 *
 * @param notes absolute path of the file where it notes its process and its working directory
 */
const listening = (notes: string) => `#!/usr/bin/env node
require('node:fs').appendFileSync(${JSON.stringify(notes)}, process.pid + ' ' + process.cwd() + '\\n');
const socket = process.env.PLUGIN_UNIX_SOCKET_DIR + '/plugin';
const type = { 'content-type': 'application/grpc' };
const server = require('node:http2').createServer();
server.on('stream', (stream, headers) => {
  const path = headers[':path'];
  const status = /^\\/status\\/(.*)$/.exec(path)?.[1];
  if (path === '/hang') return;
  if (status) return stream.respond({ ...type, 'grpc-status': status, 'grpc-message': 'no' }, { endStream: true });
  stream.respond({ ...type, said: headers.said ?? '', process: process.pid }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', last: 'yes' }));
  if (path.endsWith('/GetSchema')) stream.end(Buffer.concat([Buffer.alloc(5), Buffer.alloc(0)]));
  else stream.pipe(stream);
});
server.listen(socket, () => {
  const Addr = { Network: 'unix', String: socket };
  const where = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr };
  console.log("  TF_REATTACH_PROVIDERS='" + JSON.stringify({ 'registry.terraform.io/hashicorp/aws': where }) + "'");
});
`;

/** The command with which a shell that plays Terraform says where its provider is. A line in JSON would be a message. */
export const told = 'echo "told $TF_REATTACH_PROVIDERS"';

/** The socket in what `told` printed: an absolute path. */
export function socketOf(text: string): string {
  return JSON.parse(text.replace('told ', ''))[providerSource].Addr.String;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A folder as after `terraform init`, with a package that plays the provider. */
export class TestFolder {
  readonly directory = mkdtempSync(join(tmpdir(), 'bulkhead-stacks-test-'));
  readonly packageFolder = join(
    this.directory,
    '.terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64',
  );
  readonly program = join(this.packageFolder, 'terraform-provider-aws_v5.100.0_x5');

  /** Where each provider that was started notes its process and its working directory, a line each. */
  readonly notes = join(this.directory, 'providers');

  constructor({ program = listening(this.notes), providers = [{ region: 'us-east-1' }] as object[] } = {}) {
    mkdirSync(this.packageFolder, { recursive: true });
    writeFileSync(this.program, program);
    chmodSync(this.program, 0o755);
    writeFileSync(join(this.packageFolder, 'LICENSE.txt'), 'MPL');
    this.configure({ aws: providers });
    this.lock(this.hash());
  }

  /** The processes of the providers that were started. */
  providers(): number[] {
    return this.noted().map(([pid]) => Number(pid));
  }

  /** The working directories of the providers that were started. */
  workingDirectories(): string[] {
    return this.noted().map(([, folder = '']) => folder);
  }

  private noted(): string[][] {
    const lines = existsSync(this.notes) ? readFileSync(this.notes, 'utf8').trim().split('\n') : [];
    return lines.map((line) => line.split(' '));
  }

  configure(provider: object, resource: object = { aws_vpc: {} }): void {
    writeFileSync(join(this.directory, configurationFile), JSON.stringify({ provider, resource }));
  }

  lock(hash: string): void {
    writeFileSync(join(this.directory, '.terraform.lock.hcl'), `hashes = [\n  "${hash}",\n  "zh:00",\n]\n`);
  }

  /** Go's hash of a directory: a line with digest and name for each file, and the digest of these lines. */
  hash(): string {
    const lines = readdirSync(this.packageFolder)
      .sort()
      .map((file) => `${sha256(readFileSync(join(this.packageFolder, file))).toString('hex')}  ${file}\n`);
    return `h1:${sha256(lines.join('')).toString('base64')}`;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
