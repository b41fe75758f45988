/** Helpers for the specs of this app: the service stack as it is synthesized for an environment. */
import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { ServiceStack } from './service-stack';

export type Overrides = Partial<EnvironmentDefinition>;
export type Attributes = Record<string, unknown>;

export interface Resource {
  readonly Type: string;
  readonly Properties: Attributes;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Attributes;
  readonly CreationPolicy?: Attributes;
}
export interface IdentifiedResource extends Resource {
  readonly id: string;
}
export interface Template {
  readonly Parameters: Record<string, { Type: string; Default: string }>;
  readonly Resources: Record<string, Resource>;
}
export interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export const contextOf = (overrides: Overrides = {}, role?: RegionRole) =>
  testContext(join(__dirname, '..'), 'service', overrides, role);
export const synthesize = (overrides: Overrides = {}, role?: RegionRole) =>
  templateOf(ServiceStack, contextOf(overrides, role)).toJSON() as Template;
export const withSettings = (service: object): Overrides =>
  ({ apps: { 'app-platform': { service } } }) as Overrides;

const application = {
  image: 'public.ecr.aws/nginx/nginx:1.28.0',
  containerPort: 80,
  desiredCount: 2,
  logRetentionDays: 365,
};

/** An environment of which the service runs on instances of ECS. */
export const ecsEc2 = (over: object = {}): Overrides =>
  withSettings({
    type: 'ecs-ec2',
    ...application,
    cpu: 512,
    memory: 1024,
    instances: { instanceType: 'm7i.large', min: 2, max: 6, targetCapacityPercent: 90 },
    ...over,
  });

/** An environment of which the service runs on instances of an Auto Scaling group. */
export const ec2Asg = (over: object = {}): Overrides =>
  withSettings({
    type: 'ec2-asg',
    ...application,
    desiredCount: 3,
    healthPath: '/health',
    instanceType: 't3.small',
    scaling: { min: 2, max: 10, cpuPercent: 70, memoryPercent: 80 },
    ...over,
  });

export const resourcesOf = ({ Resources }: Template, type: string) =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);

/** The one of the resources that there is; fails where there is another number of them. */
export const only = (found: [string, Resource][]): IdentifiedResource => {
  expect(found).toHaveLength(1);
  const [id, resource] = found[0] as [string, Resource];
  return { id, ...resource };
};
export const one = (template: Template, type: string) => only(resourcesOf(template, type));
export const propertiesOf = (template: Template, type: string) => one(template, type).Properties;

/** The one of a type of which a property contains a word. */
export const named = (template: Template, type: string, property: string, word: string) =>
  only(
    resourcesOf(template, type).filter(([, { Properties }]) => String(Properties[property]).includes(word)),
  );

/** The role of which the name contains a word: `execution`, `task` or `instance`. */
export const roleOf = (template: Template, word: string): Attributes =>
  named(template, 'AWS::IAM::Role', 'RoleName', `-${word}-`).Properties;
export const statementsOf = (policy: unknown) => (policy as { Statement: Statement[] }).Statement;
/** Statements of the policies that a role carries. */
export const permissionsOf = (role: Attributes): Statement[] =>
  ((role['Policies'] ?? []) as Attributes[]).flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument));

export const consumed = (contract: string, key: string) => ({ Ref: `Consume${contract}${key}` });
export const attribute = ({ id }: { id: string }, name: string) => ({ 'Fn::GetAtt': [id, name] });

/** Security group of the application, or of what else its name ends with. */
export const groupOf = (template: Template, word = 'service') =>
  named(template, 'AWS::EC2::SecurityGroup', 'GroupName', `-app-platform-${word}`);

/** A text that CloudFormation joins, with its references left in as `${id}`. */
export const joined = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { Ref: ref, 'Fn::Join': join, 'Fn::Base64': encoded } = value as Record<string, unknown>;
  if (typeof ref === 'string') return `\${${ref}}`;
  if (encoded !== undefined) return joined(encoded);
  const [separator, parts] = join as [string, unknown[]];
  return parts.map(joined).join(separator);
};
