import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, type CfnResource, Stack } from 'aws-cdk-lib/core';
import { type PolicyStack } from '../model/policy-stack';
import { templateOf } from '../model/template-of';

/** A stack as CDK constructs: what rules for CDK look at. */
export interface IncludedStack {
  readonly stack: Stack;
  /** The construct of a resource. */
  readonly resource: (logicalId: string) => CfnResource;
}

/** Loads the template of a stack as constructs of an app that is never synthesized. */
export function includeStack(stack: PolicyStack): IncludedStack {
  // CfnInclude reads files only.
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-policy-'));
  try {
    const templateFile = join(directory, 'stack.template.json');
    writeFileSync(templateFile, JSON.stringify(templateOf(stack)));
    const scope = new Stack(new App({ analyticsReporting: false, treeMetadata: false }), 'Stack', {
      env: { region: stack.region },
    });
    const included = new CfnInclude(scope, 'Included', { templateFile });
    return { stack: scope, resource: (logicalId) => included.getResource(logicalId) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
