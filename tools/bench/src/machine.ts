import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { findTerraform } from '@bulkhead/emulator';
import { type BenchReport } from './report/report-schema';

/** Facts of the machine that figures depend on. None of them identifies the owner. */
export function machineFacts(): BenchReport['machine'] {
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: platform(),
    architecture: arch(),
    node: process.versions.node,
  };
}

/** Versions of the engines and the peers, by package or program. */
export async function versionsOf(workspaceRoot: string): Promise<Record<string, string>> {
  const read = (file: string) =>
    (JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')) as Manifest).dependencies ?? {};
  const wanted = ['nx', 'cdktf', 'aws-cdk-lib', 'cdktf-cli', 'aws-cdk', 'ts-node', 'typescript'];
  const versions: Record<string, string> = {
    ...devDependencies(workspaceRoot),
    ...read('package.json'),
    ...read('tools/bench/peers/package.json'),
  };
  const terraform = await findTerraform();
  return {
    ...Object.fromEntries(wanted.flatMap((name) => (versions[name] ? [[name, versions[name]]] : []))),
    ...(terraform?.version && { [terraform.name]: terraform.version }),
  };
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

function devDependencies(workspaceRoot: string): Record<string, string> {
  const text = readFileSync(join(workspaceRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as Manifest).devDependencies ?? {};
}
