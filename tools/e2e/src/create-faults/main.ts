import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { AwsClients } from '../aws-clients';
import { FaultProxy } from '../fault-proxy';
import { type FaultKind } from './faulted-calls';
import { FaultedDeployments, type Trial } from './faulted-deployments';
import { type CreateFaultOptions, readOptions } from './options';
import { type KindReport, lineOf, textOf } from './report';
import { sampleOf } from '../sample';
import { stacksUnderFaults, type StackUnderFaults } from './stack-under-faults';
import { culpritsOf, inWaves } from './waves';

const workspaceRoot = resolve(__dirname, '../../../..');

/** Faults the calls of one stack in one way, and tells what came of it. */
async function faultAll(
  deployments: FaultedDeployments,
  { id, engine }: StackUnderFaults,
  kind: FaultKind,
  { sample, seed, call, bisect }: CreateFaultOptions,
): Promise<KindReport> {
  const begun = Date.now();
  const { calls } = await deployments.undisturbed();
  const wanted = sampleOf(
    calls.filter((each) => call.test(each)),
    sample,
    seed,
  );
  const trials: Trial[] = [];
  const unreached = await inWaves(deployments, kind, wanted, (trial) => {
    trials.push(trial);
    console.log(`${new Date().toISOString().slice(11, 19)} ${lineOf(id, trial)}`);
  });
  const diverged = trials.filter(({ divergences }) => divergences.length > 0);
  const culprits: Trial[] = [];
  for (const trial of diverged) culprits.push(...(bisect ? await culpritsOf(deployments, trial) : [trial]));
  return {
    stack: id,
    engine,
    kind,
    calls: wanted.length,
    unreached,
    failedReads: trials.reduce((sum, { failedReads }) => sum + failedReads.size, 0),
    trials: trials.length,
    diverged: culprits.map(({ hit, divergences }) => ({ calls: hit, divergences })),
    seconds: (Date.now() - begun) / 1_000,
  };
}

async function main(): Promise<void> {
  const options = readOptions(
    process.argv.slice(2),
    stacksUnderFaults.map(({ id }) => id),
  );
  const copy = await WorkspaceCopy.create();
  const aws = new AwsClients(copy.endpoint);
  let proxy: FaultProxy | undefined;
  const reports: KindReport[] = [];
  // An emulator outlives whoever started it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void copy.dispose().finally(() => process.exit(130)));
  try {
    await copy.succeed('run bulkhead:build');
    await copy.succeed('run emulator:start');
    proxy = await FaultProxy.start(copy.endpoint, options.seed);
    for (const stack of stacksUnderFaults.filter(({ id }) => options.stacks.includes(id))) {
      const deployments = new FaultedDeployments(copy, proxy, aws, stack);
      for (const kind of options.kinds) reports.push(await faultAll(deployments, stack, kind, options));
    }
  } finally {
    await proxy?.close();
    aws.destroy();
    await copy.dispose();
  }
  const folder = join(workspaceRoot, 'dist/create-faults');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ options, reports }, null, 2)}\n`);
  console.log(`\n${textOf(reports)}`);
  if (reports.some(({ diverged }) => diverged.length > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
