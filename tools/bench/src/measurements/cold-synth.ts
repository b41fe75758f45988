import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { productionOf } from '@bulkhead/config';
import { stackFile, type SynthesizedStack, type SynthRequest, synthRequestVariable } from '@bulkhead/stack';
import { type Bench, type Measurement } from '../measurement';
import { type PeerApp, type PeerMode, peerVariables, writePeerApp } from '../peers/peer-app';
import { processVariables } from '../processes/process-variables';
import { runProcess } from '../processes/run-process';
import { comparisonOf, type Timed } from '../report/comparison';
import { type Comparison } from '../report/report-schema';
import { type BenchStack, benchStacks } from '../stacks/bench-stacks';
import { stackMeaning } from '../stacks/stack-meaning';
import { takenInTurn } from '../taken-in-turn';

/**
 * Production of the preset that has a stack of every kind but the regions of an active-active system. In AWS, so that
 * nothing is left out for the emulator.
 */
const definition = productionOf('patient-data');

/**
 * Time from no process to a template on disk: ours, and that of the engines' own command lines for the same classes.
 */
export const coldSynth: Measurement = {
  name: 'cold-synth',
  title: 'Cold synthesis of one stack',
  runs: 5,
  async measure(bench) {
    const programs = await bench.peers();
    const environment = writeEnvironment(bench.workspaceRoot);
    const comparisons: Comparison[] = [];
    for (const stack of benchStacks(bench.workspaceRoot, environment)) {
      bench.notify(`cold synthesis of ${stack.id}`);
      comparisons.push(...(await compareSynthesis(bench, programs, stack, environment)));
    }
    return {
      comparisons,
      notes: [
        `Production of the preset \`${definition.preset}\`. Each peer synthesizes the app's stack class from the same sources. The benchmark checks that the peer's template means the same as ours.`,
        '`ts-node` checks types, as it does by default. CDK validates its template, as `cdk synth` does. "at its fastest" turns off both. No row includes `npx`, which would also start npm.',
        '"one process" is the process that `synth` and `deploy` start for a stack. "the whole command" is `nx run <app>:synth` without its cache and daemon. Nx itself takes most of that time.',
      ],
    };
  },
};

/** @returns absolute path of the environment's file */
function writeEnvironment(workspaceRoot: string): string {
  const directory = join(workspaceRoot, 'dist/bench/environments');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${definition.name}.json`);
  writeFileSync(file, JSON.stringify(definition, null, 2));
  return file;
}

async function compareSynthesis(
  bench: Bench,
  programs: string,
  stack: BenchStack,
  environment: string,
): Promise<Comparison[]> {
  const { workspaceRoot, runs } = bench;
  const app = writePeerApp(workspaceRoot, stack, environment);
  const peer = (mode: PeerMode) => () => runPeer(app, programs, mode);
  const ours = join(workspaceRoot, 'dist/bench/ours', stack.id);

  await synthesizeOurs(workspaceRoot, stack, environment, ours);
  await runPeer(app, programs, 'checked');
  requireSameMeaning(stack, ours, app);

  const taken = await takenInTurn(runs, {
    process: () => synthesizeOurs(workspaceRoot, stack, environment, ours),
    checked: peer('checked'),
    command: () => synthesizeWithNx(workspaceRoot, stack, environment),
    fastest: peer('fastest'),
  });
  const timed = (label: string, name: keyof typeof taken): Timed => ({ label, ...taken[name] });
  const process = timed('one process', 'process');
  const checked = timed(`${app.command} synth, ts-node`, 'checked');
  return [
    comparisonOf(stack.id, process, checked),
    comparisonOf(stack.id, process, timed(`${app.command} synth at its fastest`, 'fastest')),
    comparisonOf(stack.id, timed('the whole command', 'command'), checked),
  ];
}

/** The process that the stacks tool starts for one stack: the app's compiled entry. */
async function synthesizeOurs(
  workspaceRoot: string,
  stack: BenchStack,
  environment: string,
  directory: string,
): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const request: SynthRequest = {
    environment,
    workingDirectory: workspaceRoot,
    stack: stack.stack,
    role: stack.role,
    directory,
  };
  await runProcess({
    command: process.execPath,
    arguments: [join(workspaceRoot, 'apps', stack.app, 'dist/main.js')],
    directory: workspaceRoot,
    variables: {
      ...processVariables(),
      CDK_VALIDATION: 'false',
      [synthRequestVariable]: JSON.stringify(request),
    },
  });
}

async function synthesizeWithNx(
  workspaceRoot: string,
  { app, stack }: BenchStack,
  environment: string,
): Promise<void> {
  await runProcess({
    command: join(workspaceRoot, 'node_modules/.bin/nx'),
    arguments: ['run', `${app}:synth`, `--environment=${environment}`, `--stack=${stack}`, '--skip-nx-cache'],
    directory: workspaceRoot,
    variables: processVariables(),
  });
}

async function runPeer(app: PeerApp, programs: string, mode: PeerMode): Promise<void> {
  // An earlier output would be compared with the new one, and would save some writing.
  rmSync(dirname(app.template), { recursive: true, force: true });
  await runProcess({ ...app, variables: peerVariables(programs, mode) });
}

/** The comparison is only fair if the peer synthesizes the same. */
function requireSameMeaning({ id, engine }: BenchStack, ours: string, peer: PeerApp): void {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const { template } = read(join(ours, stackFile)) as SynthesizedStack;
  const [mine, theirs] = [join(ours, template), peer.template].map((file) =>
    stackMeaning(engine, read(file)),
  );
  if (isDeepStrictEqual(mine, theirs)) return;
  throw new Error(`${id}: ${join(ours, template)} and ${peer.template} do not mean the same.`);
}
