import { App } from 'aws-cdk-lib/core';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/**
 * A CDK app whose output contains only what is deployed. The construct tree, stack traces and the version of the
 * library would make equal stacks differ.
 *
 * @param outdir folder of the cloud assembly. @default a temporary folder
 */
export function newApp(outdir?: string): App {
  return new App({
    outdir,
    // `stackTraces` alone keeps the trace of each element's creation, with paths of this machine.
    context: { ...featureFlags, [DISABLE_CREATION_STACK_TRACES]: true },
    treeMetadata: false,
    stackTraces: false,
    analyticsReporting: false,
  });
}
