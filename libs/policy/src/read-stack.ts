import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SynthesizedStack } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import {
  type CloudFormationTemplate,
  readCloudFormation,
  sectionsOf,
} from './cloudformation/read-cloudformation';
import { type PolicyStack } from './model/policy-stack';
import { type Configuration } from './terraform/configuration';
import { ephemeralParameters } from './terraform/ephemerals';
import { readAttachments, readTerraform } from './terraform/read-terraform';

export { consumedParameter, consumedRegion } from './model/consumed-parameter';

/**
 * The parts of an entry in `dist/synth/<environment>/index.json` that reading a stack needs. Its file paths start at
 * the workspace root.
 */
export type SynthesizedEntry = Pick<
  SynthesizedStack,
  'app' | 'stack' | 'role' | 'region' | 'engine' | 'template' | 'complete' | 'consumes' | 'publishes'
>;

/**
 * Reads a synthesized stack of either engine into one model: as it would be in AWS, even if the emulator gets less of
 * it.
 *
 * @throws BulkheadError `UnmappedTerraformType` and similar errors, if the mapping tables have no CloudFormation
 * counterpart for something in the Terraform configuration
 */
export function readStack(entry: SynthesizedEntry, workspaceRoot: string): PolicyStack {
  const { app, stack, role, region, engine, template, complete = template, consumes, publishes } = entry;
  const source = readFileSync(join(workspaceRoot, complete), 'utf8');
  const id = stackId({ app, stack, role });
  const place = { id, app, stack, role, region, engine, consumes, publishes, source };
  if (engine === 'cdktf') {
    const configuration = JSON.parse(source) as Configuration;
    const Parameters = ephemeralParameters(configuration);
    return {
      ...place,
      resources: readTerraform(configuration, consumes),
      attachments: readAttachments(configuration, consumes),
      sections: { Parameters },
    };
  }
  const parsed = JSON.parse(source) as CloudFormationTemplate;
  return { ...place, resources: readCloudFormation(parsed), sections: sectionsOf(parsed) };
}
