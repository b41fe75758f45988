import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { eachKnown } from './each-known';

/** A service that exists once in a region of an account. */
interface AccountService {
  /** The setting of the service, below `apps.observability.audit`. */
  readonly setting: 'config' | 'guardDuty' | 'securityHub' | 'macie';
  readonly name: string;
  /** What exists once, by CloudFormation's name. Cloud Control lists it by that name. */
  readonly type: string;
  /** The same, by Terraform's name. */
  readonly terraform: string;
}

const accountServices: readonly AccountService[] = [
  {
    setting: 'config',
    name: 'AWS Config',
    type: 'AWS::Config::ConfigurationRecorder',
    terraform: 'aws_config_configuration_recorder',
  },
  {
    setting: 'guardDuty',
    name: 'GuardDuty',
    type: 'AWS::GuardDuty::Detector',
    terraform: 'aws_guardduty_detector',
  },
  {
    setting: 'securityHub',
    name: 'Security Hub',
    type: 'AWS::SecurityHub::Hub',
    terraform: 'aws_securityhub_account',
  },
  { setting: 'macie', name: 'Macie', type: 'AWS::Macie::Session', terraform: 'aws_macie2_account' },
];

/**
 * The services that exist once in a region of an account: one that the organization manages is really on, and one that
 * the stack would create is not there yet. Whether an organization records the account into the bucket of another
 * account, or analyzes it from there, cannot be listed in the account: `audit` has rules that hear of both.
 */
export const accountServicesCheck: Check = {
  name: 'account services',
  targets: ['aws'],
  find: async (scene) => {
    const planned = scene.stacks.find(
      ({ instance }) => instance.app === 'observability' && instance.stack === 'audit',
    );
    if (!planned) return nothing;
    return eachKnown(
      accountServices,
      ({ name }) => `whether ${name} is on in the account`,
      async (service) => {
        const problem = await problemOf(service, planned, scene);
        return problem === undefined
          ? nothing
          : { findings: [{ stacks: [planned.instance.id], ...problem }], notes: [] };
      },
    );
  },
};

const nothing: Found = { findings: [], notes: [] };

async function problemOf(
  { setting, name, type, terraform }: AccountService,
  planned: PlannedStack,
  { environment, services, region }: Scene,
): Promise<{ readonly problem: string; readonly next: string } | undefined> {
  const managedBy = environment.apps.observability?.audit?.[setting]?.managedBy;
  if (managedBy === undefined) return undefined;
  const path = `apps.observability.audit.${setting}.managedBy`;
  if (managedBy === 'organization') {
    return (await isOn(type, services))
      ? undefined
      : {
          problem: `${name} is off in ${region}, and the environment says that an organization manages it`,
          next: `switch ${name} on in the administrator's account, or set ${path} to environment`,
        };
  }
  const { counts } = await planned.standing();
  if ((counts.get(terraform) ?? 0) > 0 || !(await isOn(type, services))) return undefined;
  return {
    problem: `${name} is on in ${region} already, and a region of an account has it once`,
    next: `set ${path} to organization, or switch ${name} off`,
  };
}

/** Whether the account has one of a type in the region, by Cloud Control. */
async function isOn(TypeName: string, services: Scene['services']): Promise<boolean> {
  const [client, { ListResourcesCommand }] = await Promise.all([
    services.cloudControl(),
    import('@aws-sdk/client-cloudcontrol'),
  ]);
  const { ResourceDescriptions = [] } = await client.send(new ListResourcesCommand({ TypeName }));
  return ResourceDescriptions.length > 0;
}
