import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@bulkhead/stack';

/** Name of the file of the template in the assembly. */
export const codelessTemplate = 'codeless.template.json';

/** A version of the format that every toolkit reads which can read today's. https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema */
const assemblyVersion = '36.0.0';

/**
 * Writes a cloud assembly with one stack of which only the name is known, for the toolkit to destroy it: with the roles
 * that CDK's bootstrap stack has for it, as any stack of this workspace.
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
