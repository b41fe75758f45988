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

/**
 * What reading a stack takes of its entry in `dist/synth/<environment>/index.json`, where the paths of its files
 * start at the root of the workspace.
 */
export type SynthesizedEntry = Pick<
  SynthesizedStack,
  'app' | 'stack' | 'role' | 'region' | 'engine' | 'template' | 'complete' | 'consumes' | 'publishes'
>;

/**
 * A synthesized stack of either engine in one model: as it would be in AWS, also where the emulator is given less of it.
 *
 * @throws BulkheadError `UnmappedTerraformType` and others of its kind, where Terraform says something that the
 * mapping tables have no CloudFormation counterpart for
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
