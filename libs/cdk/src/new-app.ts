import { App } from 'aws-cdk-lib/core';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/**
 * A CDK app of which the output says only what is deployed: the construct tree, stack traces and the version of
 * the library would make equal stacks differ.
 *
 * @param outdir folder of the cloud assembly. @default a temporary folder
 */
export function newApp(outdir?: string): App {
  return new App({
    outdir,
    context: featureFlags,
    treeMetadata: false,
    stackTraces: false,
    analyticsReporting: false,
  });
}
