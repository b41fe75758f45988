import type { CloudFormationClient, Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { type Environment } from '@bulkhead/config';
import { valuesOf } from '../../engines/cdk/deployed-stack';
import { openClient } from '../../retries/open-client';
import { askEach, everyPage } from './asking';
import { type Attributes, type DeployedResource } from './deployed-resource';
import { resolvedProperties } from './resolved-properties';

interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string }>>;
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}

/**
 * Resources of the CloudFormation stacks that an environment has in a region, including stacks without code.
 *
 * @param region name of the region
 * @param names ids of the run's stacks, by the name that CloudFormation has for each
 */
export async function cloudFormationResources(
  environment: Environment,
  region: string,
  names: ReadonlyMap<string, string>,
): Promise<DeployedResource[]> {
  const { CloudFormationClient, paginateDescribeStacks } = await import('@aws-sdk/client-cloudformation');
  const client = await openClient(CloudFormationClient, region);
  try {
    const all = await everyPage(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks);
    // Every stack name of an environment has this prefix. So have stacks of an environment with a longer name; their
    // declarations are no additions either.
    const ours = all.filter(
      ({ StackName = '', StackStatus }) =>
        (names.has(StackName) || StackName.startsWith(`bulkhead-${environment.name}-`)) &&
        StackStatus !== 'DELETE_COMPLETE' &&
        StackStatus !== 'REVIEW_IN_PROGRESS',
    );
    return await askEach(ours, async (stack) =>
      resourcesOf(client, stack, environment.account, region, names.get(stack.StackName ?? '')),
    );
  } finally {
    client.destroy();
  }
}

async function resourcesOf(
  client: CloudFormationClient,
  { StackName = '', Parameters = [], StackId }: Stack,
  account: string,
  region: string,
  id: string | undefined,
): Promise<DeployedResource[]> {
  const { GetTemplateCommand, paginateListStackResources } = await import('@aws-sdk/client-cloudformation');
  const [{ TemplateBody = '{}' }, summaries] = await Promise.all([
    client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' })),
    everyPage(
      paginateListStackResources({ client }, { StackName }),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    ),
  ]);
  const template = JSON.parse(TemplateBody) as Template;
  const values = valuesOf(Parameters);
  const partition = StackId?.split(':')[1];
  const references = {
    account,
    region,
    ...(partition && { partition }),
    parameters: new Map(
      Object.entries(values).map(([name, value]) => [
        name,
        /List/.test(template.Parameters?.[name]?.Type ?? '') ? value.split(',') : value,
      ]),
    ),
    resources: new Map(
      summaries.map(({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }) => [
        LogicalResourceId,
        { type: ResourceType, physicalId: PhysicalResourceId },
      ]),
    ),
  };
  const gone = new Set(summaries.filter(isGone).map(({ LogicalResourceId = '' }) => LogicalResourceId));
  // The template is read because the emulator does not list resources without an id.
  return Object.entries(template.Resources ?? {})
    .filter(([logicalId]) => !gone.has(logicalId))
    .map(([logicalId, { Type, Properties = {} }]) => ({
      stack: id ?? StackName,
      region,
      address: logicalId,
      type: Type,
      physicalId: references.resources.get(logicalId)?.physicalId ?? '',
      attributes: resolvedProperties(Properties, references) as Attributes,
      sets: (attribute: string) => attribute in Properties,
    }));
}

function isGone({ ResourceStatus }: StackResourceSummary): boolean {
  return ResourceStatus === 'DELETE_COMPLETE' || ResourceStatus === 'CREATE_FAILED';
}
