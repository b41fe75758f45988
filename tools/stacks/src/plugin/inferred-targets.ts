import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseManifest } from '@bulkhead/contracts/manifest';
import { type CreateNodesV2, createNodesFromFiles, type TargetConfiguration } from '@nx/devkit';
import { codeTargets } from './code-targets';
import { environmentNames } from './environment-names';
import { environmentDigestVariable, todayVariable } from './run-hooks';
import { type Verb } from './verbs';

/** The environment a command is for when it names none: the one that cannot do harm. */
const defaultEnvironment = 'local';

/** All that decides what the stacks of every app synthesize to, and what the tool and the policy make of it. */
const sourcesOfStacks = [
  '{workspaceRoot}/apps/**/*',
  '{workspaceRoot}/libs/**/*',
  '{workspaceRoot}/tools/stacks/src/**/*',
  '!{workspaceRoot}/**/*.spec.ts',
  '!{workspaceRoot}/**/*.md',
  'sharedGlobals',
];

/**
 * The same for a target of an app. An app with an input among the files of the workspace is affected by them, in every
 * target of it: a change of the database would deploy the network.
 */
const productionOfStacks = [
  {
    input: 'production',
    projects: ['app', 'construct', 'adapter', 'neutral', 'policy'].map((type) => `tag:type:${type}`),
  },
];

/** Gives every project `lint` and `test`, and every app whose manifest declares stacks the verbs; none is written by hand. */
export const createNodesV2: CreateNodesV2 = [
  '**/project.json',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        if (file === 'project.json')
          return { projects: { '.': { targets: workspaceTargets(context.workspaceRoot) } } };
        const root = dirname(file);
        const project: unknown = JSON.parse(readFileSync(join(context.workspaceRoot, file), 'utf8'));
        const code = codeTargets(context.workspaceRoot, root);
        const manifest = parseManifest(project, file);
        if (!manifest) return { projects: { [root]: { targets: code } } };
        const configurations = configurationsOf(context.workspaceRoot);
        const targets = {
          ...code,
          ...stackTargets(manifest.name, configurations),
          ...(manifest.stacks['routing'] && { simulate: simulateTarget(configurations) }),
          ...(manifest.stacks['monitoring'] && {
            alarms: alarmsTarget(configurations),
            picture: pictureTarget(configurations),
          }),
        };
        return { projects: { [root]: { targets } } };
      },
      files,
      options,
      context,
    ),
];

/** A configuration for each environment. */
function configurationsOf(workspaceRoot: string): TargetConfiguration['configurations'] {
  return Object.fromEntries(
    environmentNames(workspaceRoot).map((environment) => [environment, { environment }]),
  );
}

function workspaceTargets(workspaceRoot: string): Record<string, TargetConfiguration> {
  return {
    bootstrap: {
      executor: '@bulkhead/stacks:bootstrap',
      metadata: { description: 'Prepare the regions of an environment: state buckets, CDK bootstrap stacks' },
      dependsOn: ['build'],
      options: { environment: defaultEnvironment },
      configurations: configurationsOf(workspaceRoot),
    },
    preflight: {
      executor: '@bulkhead/stacks:preflight',
      metadata: { description: 'Show what a deploy would fail for, as far as it can be known before' },
      dependsOn: ['build'],
      cache: false,
      options: { environment: defaultEnvironment },
      configurations: configurationsOf(workspaceRoot),
    },
    base: {
      executor: '@bulkhead/stacks:base',
      metadata: { description: 'Print the commit from which nx affected misses nothing that is deployed' },
      dependsOn: ['build'],
      cache: false,
      options: { environment: defaultEnvironment },
      configurations: configurationsOf(workspaceRoot),
    },
    graph: {
      executor: '@bulkhead/stacks:graph',
      metadata: {
        description: 'Draw the stacks of an environment, what they exchange, and what is deployed',
      },
      dependsOn: ['build'],
      cache: false,
      options: { environment: defaultEnvironment },
      configurations: configurationsOf(workspaceRoot),
    },
    orphans: {
      executor: '@bulkhead/stacks:orphans',
      metadata: { description: 'List the stacks that stand and that the configuration does not have' },
      dependsOn: ['build'],
      cache: false,
      options: { environment: defaultEnvironment },
      configurations: configurationsOf(workspaceRoot),
    },
    indexes: {
      executor: '@bulkhead/stacks:indexes',
      metadata: {
        description: 'Check that every folder of an app is listed, with its settings and contracts',
      },
      cache: true,
      inputs: [...sourcesOfStacks],
    },
    'update-indexes': {
      executor: '@bulkhead/stacks:indexes',
      metadata: { description: 'List the folders of the apps, with their settings and contracts' },
      cache: false,
      options: { update: true },
    },
    contracts: {
      executor: '@bulkhead/stacks:contracts',
      metadata: { description: 'Check what the stacks of every environment exchange, against the snapshot' },
      dependsOn: ['build'],
      cache: true,
      // The snapshot is among the libs.
      inputs: [...sourcesOfStacks],
    },
    'update-contracts': {
      executor: '@bulkhead/stacks:contracts',
      metadata: { description: 'Write the snapshot of what the stacks of every environment exchange' },
      dependsOn: ['build'],
      cache: false,
      options: { update: true },
    },
    presets: {
      executor: '@bulkhead/stacks:presets',
      metadata: { description: 'Judge what production of each preset would be by the policy' },
      dependsOn: ['build'],
      cache: true,
      inputs: [...sourcesOfStacks, { env: todayVariable }],
      outputs: ['json', 'md'].map((kind) => `{workspaceRoot}/dist/policy/ref-*.${kind}`),
    },
    'preset-alarms': {
      executor: '@bulkhead/stacks:preset-alarms',
      metadata: {
        description: 'Play the scenarios of every app over the alarms of production of each preset',
      },
      dependsOn: ['build'],
      cache: true,
      inputs: [...sourcesOfStacks, '{workspaceRoot}/tools/alarms/src/**/*'],
    },
  };
}

/** For the app that has the alarms of all others: the one with a stack `monitoring`. */
function alarmsTarget(configurations: TargetConfiguration['configurations']): TargetConfiguration {
  return {
    executor: '@bulkhead/stacks:alarms',
    metadata: { description: 'Play the scenarios of every app over the alarms of the environment' },
    dependsOn: [{ projects: ['bulkhead'], target: 'build' }],
    cache: false,
    options: { environment: defaultEnvironment },
    configurations,
  };
}

/** For the app that has the dashboard of a whole environment: the one with a stack `monitoring`. */
function pictureTarget(configurations: TargetConfiguration['configurations']): TargetConfiguration {
  return {
    executor: '@bulkhead/stacks:picture',
    metadata: { description: 'Draw the dashboard of the whole environment, with sample data' },
    dependsOn: [{ projects: ['bulkhead'], target: 'build' }],
    cache: false,
    options: { environment: defaultEnvironment },
    configurations,
  };
}

/** For the app that says which region serves: the one with a stack `routing`. */
function simulateTarget(configurations: TargetConfiguration['configurations']): TargetConfiguration {
  return {
    executor: '@bulkhead/stacks:simulate',
    metadata: {
      description: 'Say who is served by which region when something fails, and how fast users move',
    },
    dependsOn: [{ projects: ['bulkhead'], target: 'build' }],
    cache: false,
    options: { environment: defaultEnvironment },
    configurations,
  };
}

function stackTargets(
  app: string,
  configurations: TargetConfiguration['configurations'],
): Record<Verb, TargetConfiguration> {
  const build = { projects: ['bulkhead'], target: 'build' };
  // What the app and its libs say, and what the tool makes of it.
  const inputs = [
    'production',
    '^production',
    '{workspaceRoot}/tools/stacks/src/**/*',
    { env: environmentDigestVariable },
  ];
  const target = (
    verb: Verb,
    description: string,
    rest: Partial<TargetConfiguration>,
  ): TargetConfiguration => ({
    executor: `@bulkhead/stacks:${verb}`,
    options: { environment: defaultEnvironment },
    configurations,
    metadata: { description, technologies: ['aws'] },
    ...rest,
  });
  // Every task that must be ordered by contracts waits for the same task and for nothing else, so that Nx has
  // them all ready at once and hands them over as one batch, within which the stacks tool orders them. Nx's own
  // ordering would run what a task depends on, and so deploy stacks that are not affected.
  const ordered = { cache: false, dependsOn: [build] };
  return {
    synth: target('synth', 'Synthesize the stacks of the app', {
      cache: true,
      dependsOn: [build],
      inputs,
      outputs: [`{workspaceRoot}/dist/synth/{options.environment}/*/${app}`],
    }),
    validate: target('validate', 'Validate the stacks, and judge the environment by the policy', {
      cache: true,
      // It synthesizes them itself: a task of Nx would do so for the default environment where another is given by
      // option, and only for some stacks where options were forwarded to it.
      dependsOn: [build],
      // Rules look at all stacks of the environment.
      inputs: [...inputs, ...productionOfStacks, { env: todayVariable }],
      // Of the whole environment, and so the same whichever app was asked for.
      outputs: ['json', 'md'].map((kind) => `{workspaceRoot}/dist/policy/{options.environment}.${kind}`),
    }),
    diff: target('diff', 'Show what a deploy would change', ordered),
    drift: target('drift', 'Show what somebody changed behind the engines since the last deploy', ordered),
    deploy: target('deploy', 'Deploy the stacks that differ from what is deployed', ordered),
    destroy: target('destroy', 'Destroy the stacks, consumers first', ordered),
    recover: target('recover', 'Bring state and record of the stacks together again', ordered),
  };
}
