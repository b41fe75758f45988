import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';

/** Name of the template file in the assembly. */
export const codelessTemplate = 'codeless.template.json';

/**
 * A version of the format that every current toolkit can read.
 * https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema
 */
const assemblyVersion = '36.0.0';

/**
 * Writes a cloud assembly for a stack whose code is gone, so that the toolkit can destroy the stack by its name. The
 * assembly names the same roles of CDK's bootstrap stack as any stack of this workspace.
 *
 * @param name of the CloudFormation stack
 * @param directory absolute path of the folder to write into
 */
export function writeCodelessAssembly(
  { name, account, region }: { readonly name: string; readonly account: string; readonly region: string },
  directory: string,
): void {
  mkdirSync(directory, { recursive: true });
  const role = (kind: string) =>
    `arn:\${AWS::Partition}:iam::${account}:role/cdk-hnb659fds-${kind}-role-${account}-${region}`;
  const properties = {
    templateFile: codelessTemplate,
    stackName: name,
    assumeRoleArn: role('deploy'),
    cloudFormationExecutionRoleArn: role('cfn-exec'),
  };
  const stack = { type: 'aws:cloudformation:stack', environment: `aws://${account}/${region}`, properties };
  writeFileSync(
    join(directory, 'manifest.json'),
    canonicalJson({ version: assemblyVersion, artifacts: { codeless: stack } }),
  );
  writeFileSync(join(directory, codelessTemplate), canonicalJson({ Resources: {} }));
}
