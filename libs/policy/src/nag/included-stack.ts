import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, type CfnResource, Stack } from 'aws-cdk-lib/core';
import { type PolicyStack } from '../model/policy-stack';
import { templateOf } from '../model/template-of';

/** A stack as CDK constructs, for rules that judge CDK constructs. */
export interface IncludedStack {
  readonly stack: Stack;
  /** The construct of a resource. */
  readonly resource: (logicalId: string) => CfnResource;
}

/**
 * Loads the template of a stack as constructs of an app. The app is never synthesized.
 *
 * @throws BulkheadError `UnloadableTemplate` if CDK's classes refuse the template, mostly because a property is missing
 */
export function includeStack(stack: PolicyStack): IncludedStack {
  // CfnInclude reads only files.
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-policy-'));
  try {
    const templateFile = join(directory, 'stack.template.json');
    writeFileSync(templateFile, JSON.stringify(templateOf(stack)));
    const scope = new Stack(new App({ analyticsReporting: false, treeMetadata: false }), 'Stack', {
      env: { region: stack.region },
    });
    const included = new CfnInclude(scope, 'Included', { templateFile });
    return { stack: scope, resource: (logicalId) => included.getResource(logicalId) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BulkheadError(
      'UnloadableTemplate',
      `CDK cannot load ${stack.id} as CloudFormation: ${reason}`,
      {
        cause,
        next: 'set what is missing, or mend the mapping of its type in libs/policy/src/terraform/mappings',
      },
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}
